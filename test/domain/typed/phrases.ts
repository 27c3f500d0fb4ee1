/** Phrases outside the tables, by accepted readings: `4` counts, `c4` is confirmed, `m` mixed, `u` unclear; several are joined by `|`. */
export const PHRASES: Readonly<Record<string, string>> = {
  '1': `1️⃣ · một sao · 1 rất không hài lòng · hoàn toàn không hài lòng · cực kỳ không hài lòng ·
    rất chi là không hài lòng · quá không hài lòng · tệ quá · tệ lắm · tệ vô cùng · quá tồi · dở quá ·
    thái độ cán bộ quá tệ · rất thất vọng · thất vọng quá · tồi tệ · tệ hại vô cùng · 😡😡😡 · very dissatisfied ·
    very unhappy · very bad · terrible · the worst · wá tệ · te lam`,
  '1|c1': `thảm họa`,
  '2': `⭐⭐ · 2 / 5 · mức 2 · chọn 2 · số hai · hai ạ · 2. Không hài lòng · ko hài lòng · hok hài lòng ·
    hông hài lòng · hổng hài lòng · hem hài lòng · khum hài lòng · chẳng hài lòng · chả hài lòng ·
    không hề hài lòng · không được hài lòng · không nhiệt tình · chưa nhiệt tình · cán bộ ko nhiệt tình · tệ ·
    tồi · xấu · khá tệ · tương đối kém · phục vụ tệ · tệ 😡😡 · not satisfied · I am not satisfied · dissatisfied ·
    unsatisfied · unhappy · bad · tệeeee · khôg hài lòng · khong nhiet tinh · ket qua te · toi khong hai long ·
    nỏ hài lòng · hông tốt · hổng tốt · hổng ưng · khong hài lòng · không hai long · kô hài lòng · bất mãn`,
  '2|c2': `không hài lòng lắm · không được hài lòng cho lắm · không mấy hài lòng · không thật sự hài lòng ·
    chưa thực sự hài lòng · chưa hài lòng lắm · chưa hài lòng cho lắm · thiếu nhiệt tình · kém nhiệt tình ·
    cán bộ chưa nhiệt tình lắm · không ổn · ko ổn · chưa ổn · đâu có tốt · làm gì có tốt · khó mà hài lòng ·
    không thể hài lòng · dở ẹc · not very satisfied · not good · isn't good · never satisfied · khôg hài lòg ·
    ko nhiet tinh lam · chua tot lam · toi ko hai long voi thai do can bo · hết hài lòng · ít nhiệt tình ·
    it nhiet tinh · đâu có hài lòng gì · tôi chả thấy tốt · em chưa thấy hài lòng · không thấy tốt chỗ nào ·
    không được tốt cho lắm`,
  '2|c2|1': `tệ ơi là tệ`,
  '2|c2|u': `không thể nào hài lòng · khồng hài lòng`,
  '3': `★★★☆☆ · 3/5 · 3 trên 5 · em chọn mức 3 ạ · ba sao · 3 - Bình thường · bình thường ạ · cũng bình thường ·
    bình thường, tạm được · bthg · bt ạ · bt thôi · cx bt · tạm · tạm thôi · tàm tạm · cũng tạm · cũng được ·
    cũng dc · tạm dc · trung bình · neutral · average · so so · tui thấy cũng được`,
  '3|c3': `không tốt không xấu · tạm ổn · tạm tốt · tạm ổn thôi · bình thườg · tạm hài lòng thôi · tạm gọi là hài lòng`,
  '4': `tốt, nhiệt tình · tốt. hài lòng · cũng tốt · cũng hài lòng ạ · dạ hài lòng · hài lòng nhé · tôi hài lòng ·
    em thấy hài lòng · hài lòng rồi · tương đối hài lòng · tương đối tốt · khá là hài lòng · ok em · okie nha ·
    oke luôn · okay · ô kê · ổn áp · ưng cái bụng · vừa ý · vừa lòng · thỏa mãn · thoả mãn · hài lòng, cảm ơn ·
    Tốt ạ, cảm ơn em · ⭐⭐⭐⭐ · chấm 4 điểm · 4 out of 5 · số 4 · đánh giá 4 · Câu trả lời là 4 · ④ · mức bốn ·
    bốn sao · dạ bốn · 4 hài lòng · 4: hài lòng · hài lòng 4 · tốt 😊 · hài lòng 🙏 · 😊😊 · 👍👍 tốt · satisfied ·
    I am satisfied · quite satisfied · ok · it was ok · four · 4 stars · HÀI LÒNG · Hài Lòng. · hài  lòng ·
    hài lòngggg · tốtttttt · ổnnnn · lam tot · ket qua tot · hai long voi can bo · toi hai long ·
    mình thấy cũng ổn · tốt thiệt · hài lòng thiệt · đáp ứng tốt · không có ý kiến, tốt · được, tốt · ok tốt ·
    tận tâm · "hài lòng"`,
  '4|c4': `khá ổn · hài-lòng · hài lòg · y te tot · hài long · hai lòng`,
  '5': `rất chi là hài lòng · hài lòng lắm · hài lòng quá · hài lòng vô cùng · vô cùng hài lòng · cực kỳ hài lòng ·
    cực kì hài lòng luôn ạ · siêu hài lòng · hết sức hài lòng · hoàn toàn hài lòng · tuyệt đối hài lòng ·
    dạ em rất hài lòng ạ · Tôi rất hài lòng với cách phục vụ của cán bộ · tốt lắm · tốt quá · tốt cực ·
    cán bộ rất tận tình · anh chị cán bộ phường chu đáo lắm · các cô ở quầy nhiệt tình vô cùng · ưng lắm ·
    rất hài lòng. Xin cảm ơn! · hoàn hảo · tuyệt · tuyệt quá · quá tuyệt vời · trên cả tuyệt vời · xuất sắc luôn ·
    khỏi chê · tuyệt vời, rất hài lòng · 10/10 · điểm 10 · mười điểm · 5 sao nha · năm sao · nam sao ·
    cho năm sao · 5* · 5⭐ · 🌟🌟🌟🌟🌟 · 5 điểm · 5/5 · mức độ 5 · tôi chọn số 5 · ５ · (5) · 5. · 5!!! · "5" · năm ạ ·
    5 Rất hài lòng · 5 - rất hài lòng · rất hài lòng 😍 · Very good · very good service · excellent! ·
    very satisfied · I'm very satisfied with the service · extremely satisfied · RAT HAI LONG · RẤT HÀI LÒNG!!! ·
    rấttttt tốttttt · wa tot · tốt wá · tot lam · hai long lam · rat nhiet tinh · tốt lắm á · tốt quá trời ·
    tốt quá xá · 5 nha em`,
  '5|c5': `miễn chê · cán bộ nhiệt tình, tôi rất hài lòng · five stars`,
  c1: `⭐ · chả hài lòng tí nào · không hài lòng chút nào · chẳng ra gì · không ra gì · cạn lời ·
    not satisfied at all · vô trách nhiệm`,
  'c1|1': `rất không ổn`,
  'c1|2|c2': `chẳng hài lòng gì cả · not good at all`,
  'c1|c2': `k ổn tí nào · chán quá · chán lắm · cán bộ hách dịch quá`,
  'c1|c2|1|2': `too bad`,
  c2: `k hl · khl · hơi không hài lòng · không có gì hài lòng · không có cán bộ nào nhiệt tình · ko ok · chưa ok ·
    có tốt đâu · tốt đâu · hài lòng cái gì · hài lòng sao được · tốt chỗ nào · không tuyệt vời · không xuất sắc ·
    hơi tệ · hơi kém · hơi dở · hơi thất vọng · bực mình · bức xúc · lâu · chậm · chậm quá · quá lâu ·
    chờ lâu quá · thủ tục rườm rà · hách dịch · thái độ khó chịu · không được · chưa được · :( · slow ·
    staff were rude · hoi cham · rat cham · không đúng hẹn · không lịch sự · bất lịch sự · không có trách nhiệm ·
    khônghàilòng · khonghailong · tốt mới lạ · tốt cái con khỉ · hài lòng chết liền · mất lịch sự · ồn ào`,
  'c2|u': `I didn't like it · chưa bao giờ hài lòng như vậy · mức hài lòng thấp · less than satisfied · hai bạn ·
    2 anh chị · hai cô ạ`,
  c3: `không phải không tốt · không quá tệ · không tệ lắm · cũng không tệ · không kém · không dở · tôi bt · dc ·
    đc ạ · trung bình khá · sao cũng được · không có ý kiến gì · thường thôi · not bad · khong te lam · chưa tệ`,
  'c3|3': `không tốt cũng không tệ`,
  'c3|u': `không đến nỗi tệ · ba oi · không thể không hài lòng · tệ gì đâu`,
  c4: `hl · rất được · được lắm · khá · tốt hơn trước · nhanh hơn trước · tốt haha · tốt kkk · tốt :)) ·
    hài lòng =)) · tốt gớm · 👍👍👍 · :) · ^^ · good · happy · goooood · hoà nhã · hòa nhã · ngon lành · nhanh gọn ·
    lịch sự · thân thiện, nhiệt tình · nhanh, đúng hẹn · không chê · không có gì phàn nàn · không phàn nàn gì ·
    giải quyết nhanh chóng · hailong · cảm ơn · cám ơn nhiều · không những tốt mà còn nhanh · biết ơn cán bộ ·
    không ngờ tốt vậy · không chỉ tốt · bang long · coi như hài lòng`,
  'c4|c3|u|m': `hài lòng tạm`,
  'c4|u': `4đ · hài lồng · tot cc · "tốt" đấy · ❌ hài lòng · thế mà tốt · họ nói tốt`,
  c5: `mình thấy rất ổn · ổn lắm · ok lắm · quá ổn · rất là ok luôn · hết ý · hết sảy · không thể tốt hơn ·
    đỉnh của chóp · 10 · 100 điểm · nam a · 5 tốt · rất hài lòng, mong phát huy · tuyệt vời 🙄 · 😍❤️ · <3 ·
    tốt dữ luôn · xịn sò · chuẩn không cần chỉnh · rât tôt · không phải chờ, rất hài lòng ·
    ông trưởng phòng rất tốt · ok rất hài lòng · more than satisfied · ❤️❤️❤️`,
  'c5|5': `great · 5 em ơi`,
  'c5|c4': `tốt ghê ha · hơi bị tốt`,
  'c5|u': `couldn't be better`,
  m: `2 rất hài lòng · 1 tuyệt vời · tốt nhưng chậm · nhiệt tình nhưng lâu · cán bộ tốt, thủ tục rườm rà ·
    tốt mà lâu · hài lòng nhưng chưa nhanh · tuy lâu nhưng hài lòng · hài lòng, mỗi tội chờ lâu ·
    tốt hoặc rất tốt · vừa hài lòng vừa thất vọng · không hài lòng nhưng cán bộ nhiệt tình ·
    hài lòng và không hài lòng · bình thường, không hài lòng · tốt 😡 · 5 😡 · tệ ❤️ · 😍😡 · good but slow ·
    hài lòng một phần · đôi khi chưa tốt · 1 là rất hài lòng · tốt quá hóa dở`,
  'm|c2': `khó hài lòng`,
  'm|c2|u': `hài lòng đâu mà hài lòng · tốt gì mà tốt`,
  'm|c3|u|c4': `tốt vừa vừa · tốt vừa phải`,
  'm|u': `lúc tốt lúc không · hài lòng không được`,
  u: `6 · 9 điểm · 8/10 · 9/10 · 55 · 45 · -5 · 5-1 · 1-5 · 4,5 · 4 với 5 · 4 5 · 5 4 5 5 4 · 3 hay 4 ·
    giữa 3 và 4 · hơn 4 · gần 5 · dưới 3 · 5k · 5 ngày · 5 phút · 5 lần · 5 triệu · 5% · nộp ngày 5 · 5/10/2025 ·
    10h30 · 0987654321 · H26.12.3-240101-0005 · phường 5 · quầy 3 · quầy số 3 · câu 1 · câu 5 · 2 cán bộ ·
    số 5 đường Trần Phú · năm nay · thứ tư · ba mẹ tôi · hai vợ chồng · 4 năm · tổ 3 · lần 2 · không 5 sao ·
    không phải 5 · trừ 5 điểm · k bt · tot bt · tốt không? · có hài lòng không · hài lòng không · hai long khong ·
    tot ko · tot chua · thế nào là hài lòng · hài lòng à · ai hài lòng · sao · không biết · ko biet ·
    không biết có tốt không · không rõ · gì · hả · không · k · ko · ok ko · mong cán bộ nhiệt tình hơn ·
    cần nhiệt tình hơn · nếu nhanh hơn thì tốt · phải tốt hơn nữa · trước đây tốt · phường khác tốt hơn ·
    nghe nói tốt · hay nhỉ · 🌸 · :3 · T_T · no · is it good? · khongf hài lòng · không, cảm ơn · không cảm ơn ·
    xin chào · abc · . · … · hello · dạ · vâng ạ · hồ sơ của tôi · cán bộ · hướng dẫn ·
    tôi làm khai sinh cho con · cố gắng phục vụ tốt · phục vụ cho tốt · trên 4 · không cho 5 ·
    hài lòng thì không · hài lòng thì chưa · ai mà không hài lòng`,
  'u|c2': `tôi đi 3 lần mới xong · chờ 2 tiếng · không ai nhiệt tình · hài lòng không nổi · đâu hài lòng`,
  'u|c4': `cũng gọi là hài lòng`,
  'u|c5': `10 điểm về chỗ`,
  'u|m': `hài lòng hay không cũng vậy`,
};
