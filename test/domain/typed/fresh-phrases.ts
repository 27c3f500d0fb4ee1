/**
 * Written before they were tried, to measure the parser; a reading is listed when a clerk could defend it.
 * `4` counts, `c4` is confirmed, `m` mixed, `u` unclear; several are joined by `|`.
 */
export const FRESH_PHRASES: Readonly<Record<string, string>> = {
  '1': `vô cùng thất vọng · cực kỳ thất vọng · quá là thất vọng luôn · Rất Không Hài Lòng · RẤT KO HÀI LÒNG!!! ·
    extremely disappointed · hoan toan ko hai long · rat khong tot`,
  '1|c1': `1 vì quá tệ · ⭐☆☆☆☆ · rat chua hai long`,
  '1|c1|u': `1 điểm không hơn · chỉ đáng 1 sao`,
  '1|m|c1': `⭐ rất tệ`,
  '2': `được có 2 sao · chọn không hài lòng · không hài lòng (2) · khong hai lòng · không hài lòng 😡 ·
    I was disappointed · 2 stars · khong he hai long`,
  '2|c2': `không hài lòng về thời gian · ko ưng · k ưng lắm · chưa ưng cái bụng · kg tot · hk tot lam · ý số 2 ·
    not happy with the wait · con tôi không được hài lòng · ko hai log · khong hài long · not that good ·
    nhan xet: chua tot · kha khong hai long · tuong doi khong hai long · tệ chứ không tốt · không tốt mà tệ`,
  '2|c2|c1': `nói thật là không hài lòng chút xíu nào`,
  '2|c2|c1|m|u': `còn lâu mới hài lòng`,
  '2|c2|u': `đừng hòng tôi hài lòng`,
  '3': `cũng tàm tạm thôi em · thôi cho 3 · bình thường 3 · 3, bình thường thôi · mức bình thường · cũng đc ·
    tạm đc thôi · bt nha · bình bình · trung bình thôi em ạ · 3 out of 5`,
  '4': `mọi việc đều ổn cả · nhìn chung là hài lòng · cho bốn sao thôi · ừ tốt · ờ ổn · chọn hài lòng · okê em ·
    ok nhé cảm ơn em · vâng ok · satisfied, thanks · rate 4 · ok ok ok · kha hai long · đã hài lòng`,
  '4|c4': `chất lượng phục vụ ngày càng tốt · tốt thôi · hài lòng về thái độ · tui bầu 4 nha · số 4 em nha ·
    I'm ok with it · phần lớn hài lòng · ừ thì cũng hài lòng · số 4 là hài lòng · ok thôi · y kien: tot ·
    vẫn hài lòng`,
  '4|c4|u': `4 vì cán bộ nhiệt tình`,
  '4|u': `mức hài lòng`,
  '5': `quá hài lòng luôn em ơi · năm điểm nha em · vote 5* · đáp án 5 · absolutely satisfied ·
    chọn rất hài lòng nhé · rất hài lòng (5) · very very good · five · 👍 5 · ❤️ rất hài lòng`,
  '5|c5': `mười trên mười · chấm năm · tks em, tot lam · mẹ tôi rất hài lòng ·
    Dạ con thấy các cô chú làm việc tốt lắm ạ · bác rất ưng cháu ạ · hài lòng tuyệt đối · hài lòng 10/10 ·
    5 ⭐⭐⭐⭐⭐ · rất hài lòng nhá cả nhà`,
  '5|c5|c4': `hai long 100%`,
  '5|c5|u': `5 sao cho chất lượng`,
  '5|c5|u|m': `5 điểm không có nhưng`,
  c1: `khong hai long ti nao ca · te nhat`,
  'c1|1': `tệ vl`,
  'c1|2|c2': `không hài lòng 1 chút nào · not at all satisfied`,
  'c1|c2': `quá nhiêu khê · quá thiếu trách nhiệm · thất vọng tràn trề · chán vcl`,
  'c1|c2|2': `tôi thất vọng toàn tập`,
  'c1|c2|u': `hành là chính`,
  'c1|u': `họ coi dân không ra gì`,
  c2: `hơi thất vọng chút · hơi phiền · kinda bad · hơi thiếu nhiệt tình · mạng chậm quá · ko hài lòng :)) ·
    it took too long · tốt chết liền · nhiệt tình cái khỉ · 😂😂 tệ · hoi thieu nhiet tinh`,
  'c2|2': `chả có gì để hài lòng · không bằng lòng · không còn hài lòng · càng ngày càng tệ`,
  'c2|2|c1': `đm tệ`,
  'c2|2|u': `không tốt như tôi nghĩ · không tốt bằng trước`,
  'c2|2|u|c1': `hem có tốt gì hết trơn`,
  'c2|m|2': `đôi chút không hài lòng`,
  'c2|u': `có gì đâu mà khen · hài lòng mới là lạ · nói năng cộc lốc · less than satisfied · sai tên con tôi ·
    trễ hẹn 5 ngày · 2 vì lâu quá · hài lòng con mẹ gì · chưa kịp hài lòng · không tài nào hài lòng nổi`,
  'c2|u|c3': `không có gì đáng khen`,
  c3: `nothing special · cũng ko tệ lém · not too bad · khong y kien · ko co y kien j · khong kem · khong phai te`,
  'c3|3': `bình thường như mọi khi`,
  'c3|c4|3': `chấp nhận được`,
  'c3|c4|u': `được của nó đấy`,
  'c3|u': `không khen cũng chẳng chê · chắc 3 thôi`,
  c4: `cán bộ vui tính, dễ gần · đúng hẹn, không phải chờ · tốt hơn mình nghĩ · khá tốt so với trước ·
    I have no complaints · hầu như hài lòng · ổn định · khen thật lòng · đơn giản, dễ hiểu · đc phết ·
    tốt đấy chứ · ok hết · tốt chứ không tệ · không tệ mà tốt`,
  'c4|4': `tốt đẹp · pretty good`,
  'c4|c5': `ko có j để chê`,
  'c4|c5|u': `nhanh bất ngờ · nhiệt tình thái quá`,
  'c4|u': `trả kết quả sớm hơn hẹn · khoảng 4 điểm · cả 4 đều tốt · năm mới vui vẻ · 4+ · 4++ · nen phuc vu tot hon ·
    phuc vu tot hon di · hài lòng lợn · từng hài lòng`,
  'c4|u|c2': `hài lòng mới sợ · có mà hài lòng`,
  'c4|u|m': `tôi đang hài lòng thì bị đuổi về · nhiệt tình + ngu dốt · cán bộ nhiệt tình đòi tiền`,
  'c4|u|m|c2': `cảm ơn vì đã hành tôi`,
  c5: `the staff was super helpful · có 1 cô rất nhiệt tình · hài lòng 5 · rất hài lòng =))) · hài lòng vl ·
    tốt vãi · vãi tốt`,
  'c5|5': `ok 5`,
  'c5|5|c4': `more than satisfied`,
  'c5|c4': `làm việc nhanh, rất có tâm · giải quyết trong 1 ngày, quá nhanh · tốt hết xẩy`,
  'c5|c4|u': `chưa thấy chỗ nào phục vụ tốt như ở đây`,
  'c5|m|u': `quá tốt luôn, 3 tháng mới xong`,
  'c5|u': `hơn cả mong đợi · hết xẩy con cào cào · bá cháy · một trăm điểm · tốt lắm, lần sau khỏi tới · 5-`,
  'c5|u|m': `tuyệt vời, đi 5 lần chưa xong`,
  'c5|u|m|5': `chê gì nữa, quá tốt`,
  m: `hài lòng nhưng vẫn còn lâu · lâu nhưng được việc · thái độ thì ok, thời gian thì lâu ·
    thủ tục nhanh mà cán bộ khó chịu · 2 cô nhiệt tình, 1 cô khó chịu · nice people, slow process ·
    rất nhiệt tình gây khó dễ · xuất sắc trong việc hành dân · 3 ⭐⭐⭐⭐⭐ · 👎👍`,
  'm|3|c3': `ok bình thường`,
  'm|c2': `giỏi hành dân`,
  'm|c5': `không phải hài lòng mà là rất hài lòng`,
  'm|u': `nửa hài lòng nửa không · tưởng tốt ai ngờ tệ`,
  u: `5 cánh · trên 4 · 3 hoặc 4 gì đó · 4 rưỡi · bốn rưỡi · năm bảy điểm · -1 điểm · tôi 65 tuổi · mã hồ sơ 12345 ·
    ngõ 3 đường 4 · t7 · gọi 1022 · giá mà tốt · hài lòng??? · tốt!!!??? · tot dung khong · tôi phản đối ·
    hẹn 5 ngày mà 10 ngày mới có · đồng ý · ko · yes · ước gì hài lòng · tôi muốn hài lòng · tốt thế cơ à · ừ ·
    rồi · xong · đã nhận · đã xem · đã nhận kết quả · nhận rồi · chưa nhận · chưa có kết quả ·
    tôi chưa nộp hồ sơ · Nam Định · Ba Vì · Hai Bà Trưng · quận 1 · Quận 5 · TP Thủ Đức · khu phố 4 · ấp 2 ·
    thôn Năm · sáng thứ hai · thứ 5 · thang 5 · ngay 4 · tháng 3 năm 2025 · lúc 2h · 2h · mất 2 buổi · 1 tuần ·
    2 tuần · 5tr · 500k · 4 người · 4 giấy · nộp 3 bộ · bốn phương · tư pháp · một hai ba · 12345 · 1 2 3 4 5 ·
    3.5 · 3,5 điểm · 3 phẩy 5 · 3 rưỡi · >4 · 4~5 · 4/10 · 5/10 · 1/2 · 50/50 · 7/5 · -5 điểm · ⭐⭐⭐⭐⭐⭐⭐ · ☆☆☆☆☆ ·
    🙏🙏🙏 · chuc vui ve · chuc can bo suc khoe · mong phuc vu tot hon · can phuc vu tot hon · khong biet nua ·
    khoi noi · het y kien · mien ban · hai lon · sẽ hài lòng`,
  'u|3|c3': `neither`,
  'u|c1': `làm ăn như mèo mửa · 0 điểm về chỗ · âm điểm · không đáng 1 sao · một sao cũng không đáng · như cc ·
    1 mình tôi · một mình · 0/5 · khong co gi te hon`,
  'u|c1|c2': `quá phức tạp · khong the te hon`,
  'u|c2': `mơ đi mà hài lòng · mất cả buổi sáng · đi tới đi lui mãi không xong · bắt bổ sung giấy tờ hoài ·
    cán bộ mặt nặng mày nhẹ · phí hơi cao · giấy tờ quá nhiều · giấy tờ phức tạp · web lag · không nộp được ·
    nộp mãi không được · phải đi lại 4 lần · 3 tháng chưa xong · kohai long · không dám hài lòng ·
    hết muốn hài lòng · chưa nhận được kết quả · hai mình · không hài lòng bằng lần trước`,
  'u|c2|c1': `không thèm nhìn dân · waste of time`,
  'u|c2|m': `trang web hay bị lỗi`,
  'u|c3': `could be better · bt k có gì · thg thôi · tên tôi là Ba`,
  'u|c4': `đáng đồng tiền bát gạo · xong trong 5 phút luôn · thumbs up · phí đúng quy định · lệ phí rẻ ·
    giấy tờ đơn giản · đúng 5 ngày có kết quả · 15 phút là xong · nhất trí · 4 cái · chúc mừng năm mới · ~4`,
  'u|c4|c2': `cho xin hai chữ hài lòng`,
  'u|c4|m': `hài lòng 80% · chê thì không chê`,
  'u|c5': `max điểm · full sao · chú cho điểm tối đa · điểm tuyệt đối nhé · tôi tên Nam ·
    khong biet noi gi hon, tuyet voi`,
  'u|c5|5': `cả 5 · =5`,
  'u|m': `được 3 bữa`,
  'u|m|c1': `chẳng phải tệ mà quá tệ`,
  'u|m|c1|c2': `te khong the te hon`,
};
