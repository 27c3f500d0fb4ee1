import { ENGLISH } from './lexicon-english.ts';
import { phraseBook, type PhraseBook } from './phrase-book.ts';
import type { Role } from './role.ts';

type Lexicon = Readonly<Partial<Record<Role, string>>>;

const SENTIMENT: Lexicon = {
  great: `tuyệt vời, tuyệt cú mèo, trên cả tuyệt vời, xuất sắc, hoàn hảo, không chê vào đâu được, khỏi chê, miễn chê,
    không có chỗ nào để chê, tuyệt hảo, mỹ mãn, mãn nguyện, tuyệt`,
  'great?': `quá đã, ~đỉnh, đỉnh cao, đỉnh của chóp, ~số một, số dách, số zách, hết ý, hết sảy, hết sẩy, tốt nhất,
    bá đạo, =xịn, xịn sò, hết chỗ chê, không có điểm nào để chê, hết nước chấm, trên cả mong đợi, ngoài mong đợi,
    vượt mong đợi, không thể tốt hơn, không thể hài lòng hơn, không gì tốt hơn, không gì tốt bằng, không còn gì bằng,
    không có gì phải chê, không chê được, chuẩn không cần chỉnh, mười điểm không có nhưng, bá cháy, hết xẩy, hết xảy, trăm điểm, một trăm điểm, hơn cả mong đợi, tuyệt đỉnh, tuyệt nhất, hài lòng nhất`,
  good: `hài lòng, tốt, ~ưng, ưng ý, ưng bụng, ưng cái bụng, vừa ý, vừa lòng, thỏa mãn, đẹp lòng,
    nhiệt tình, tận tình, chu đáo, tận tâm, phấn khởi, mát lòng, mát lòng mát dạ`,
  'good-weak': 'ổn, ổn áp, ổn thỏa, ok, ô kê, o kê, ok la',
  'good?': `vui vẻ, dễ thương, hài nòng, nhanh, nhanh chóng, nhanh gọn, nhanh nhẹn, gọn, gọn nhẹ, lịch sự, thân thiện,
    niềm nở, cởi mở, hòa nhã, nhã nhặn, ân cần, lễ phép, tử tế, chuyên nghiệp, đúng hẹn, đúng hạn, đúng giờ, rõ ràng, dễ hiểu,
    dễ dàng, =dễ, dễ chịu, thuận tiện, thuận lợi, tiện lợi, =tiện, kịp thời, trách nhiệm, có trách nhiệm, hiệu quả, hợp lý,
    chấp nhận được, ổn định, =đạt, đạt yêu cầu, ~thích, yên tâm, vui, ~mừng, ~sạch, sạch sẽ, văn minh, ~đẹp, ~giỏi, ngon,
    ngon lành, chất lượng, tinh tế, cẩn thận, chính xác, minh bạch, công khai, công bằng, đầy đủ, lắng nghe, tôn trọng,
    quan tâm, được việc, rất được, khá được, quá được, được lắm, được phết, được đấy, khen, đáng khen, khen ngợi, tuyên dương,
    không có gì để chê, không có gì chê, không chê, không có gì phàn nàn, không có gì phải phàn nàn, không phàn nàn gì,
    không có vấn đề gì, không vấn đề gì, không có gì để phàn nàn, đáng tin, tin tưởng, dễ mến, bằng lòng, tốt bụng, tốt tính, ~khéo, khéo léo, gần gũi, dễ gần, vui tính, hòa đồng, có tâm, có tầm, tâm huyết, ~lẹ, nhanh lẹ, mau, mau lẹ, ~sớm, hơn mong đợi`,
  mid: `bình thường, tạm được, tàm tạm, cũng tạm, cũng tàm tạm, cũng được, trung bình, bình bình, thường thường, thường thường bậc trung,
    không tốt không xấu, không tốt cũng không xấu, cũng bình thường, tạm chấp nhận, tạm chấp nhận được`,
  'mid?': `thường thôi, cũng thường, gì cũng được, sao cũng được, thế nào cũng được, vừa vừa, vừa phải, nửa vời, ~thường,
    trung bình khá, trung lập, trung tính, không khen không chê, không khen cũng không chê, như bao nơi khác, như mọi nơi,
    chẳng tốt chẳng xấu, bình dân, chấp nhận tạm, không sao, không sao cả, đành chịu, ~xoàng`,
  'mid-alone': 'bt, bth, bthg, btg, cũng bt, cũng bth',
  bad: `tệ, ~xấu, =tồi, =dở, thất vọng, bất mãn, không vừa lòng, tệ bạc, dở ẹc, dở ẹt, ~dở tệ`,
  'bad?': `chán, không ok, chưa ok, chán ngán, chán nản, bực, bực mình, bực bội, bức xúc, khó chịu, ức chế, buồn, nản, mệt mỏi,
    mệt, phiền, phiền phức, phiền hà, rườm rà, lằng nhằng, lòng vòng, rắc rối, lộn xộn, cẩu thả, thờ ơ, lạnh nhạt, lạnh lùng,
    cau có, cáu gắt, quát, quát tháo, hách dịch, hống hách, cửa quyền, thô lỗ, ~láo, =hỗn, mất dạy, bất lịch sự, vô lễ, vô cảm,
    nhũng nhiễu, vòi vĩnh, hành dân, làm khó, gây khó, gây khó dễ, gây khó khăn, khó khăn, ~yếu, yếu kém, hời hợt, qua loa, sai sót,
    phàn nàn, ~chê, bất tiện, bất cập, bất hợp lý, bất công, tắc trách, chểnh mảng, ~lười, khó ưa, mất lòng, phật lòng, phật ý, phiền lòng, khó tính, cọc cằn, cộc cằn, cộc lốc, cáu, nạt nộ, vênh váo, hạch sách, hạnh họe, hoạnh họe, sách nhiễu, đùn đẩy, lề mề,
    dọa nạt, khinh, khinh thường, coi thường, không ra sao, không ra hồn, chưa ra gì, ~ẩu, luộm thuộm, =bẩn, =dơ, ~hỏng,
    đáng buồn, ~ghét, không ưa, không thích, chưa thích, bết bát, lôi thôi, khó hiểu, mập mờ, bê bối, nhêu khê, nhiêu khê`,
  'bad-fact': `~lâu, lâu lắc, chậm, chậm chạp, chậm trễ, trễ, trễ hẹn, trễ hạn, =muộn, quá hạn, sai hẹn, không đúng hẹn, ~khó, mất thời gian,
    tốn thời gian, chờ lâu, đợi lâu, chờ đợi lâu, ì ạch, rề rà, lề mề, =đắt, ồn ào, ~nóng, chật, chật chội, ~đông, ~sai,
    đi lại nhiều lần, nhiều lần`,
  'bad-alone': 'do',
  awful: `tệ hại, tồi tệ, không thể chấp nhận, không thể chấp nhận được, không chấp nhận được, không chấp nhận, quá tệ hại,
    thảm họa, tệ hết chỗ nói, tệ không thể tả, vô cùng tồi tệ, cực tệ`,
  'awful?': `kinh khủng, khủng khiếp, không thể tệ hơn, không gì tệ hơn, không có gì tệ hơn, tệ không thể tệ hơn, không điểm, bó tay, bó tay chấm com, ~thua, ~chả ra gì, chẳng ra gì, không ra gì, không ra cái gì, chả ra cái gì,
    chẳng ra cái gì, chả ra sao, chẳng ra sao, quá đáng, vô trách nhiệm, vô văn hóa, phẫn nộ, kinh tởm, ghê tởm, như hạch,
    như cứt, như shit, cạn lời, hết nói nổi, hết thuốc chữa, tệ nhất, kém nhất, vứt đi, rác rưởi, đáng xấu hổ, thảm hại, quá quắt, =rác`,
  fair: `được, tạm ổn thôi, không có ý kiến, không ý kiến, không có ý kiến gì, không ý kiến gì, chưa có ý kiến, không có ý kiến gì thêm`,
  thanks: 'cảm ơn, cám ơn, biết ơn, cảm tạ, xin cảm ơn, xin cám ơn, chân thành cảm ơn',
};

const GRADING: Lexicon = {
  not: `không, chưa, chẳng, chả, ~đâu có, không hề, chưa hề, chẳng hề, chả hề, không phải, chưa phải, chẳng phải, chả phải,
    làm gì có, nào có, đéo, đếch, =ứ, =cóc, đách, éo, mô có, bất, =đừng`,
  rarely: `chưa từng, chưa bao giờ, không bao giờ, chẳng bao giờ, chả bao giờ, chưa khi nào, chưa lúc nào, chưa đâu, chưa ở đâu, chưa nơi nào, không còn, chẳng còn,
    hết còn, không mấy, chẳng mấy, không thể, chưa thể, chẳng thể, không thể nào, khó mà, khó có thể, khó lòng, không hẳn, chưa hẳn, chẳng hẳn, không đủ, chưa đủ,
    hiếm khi, ít khi, chưa chắc, chắc gì, đừng hòng, còn lâu mới, mơ mà, mơ đi mà`,
  lack: 'kém, kém phần',
  scant: '~thiếu, ~mất, ít, ~vô, thiếu sự, mất hết, ~hết',
  very: `rất, quá, cực, cực kỳ, cực kì, vô cùng, siêu, hết sức, hoàn toàn, tuyệt đối, đặc biệt, quá ư, rất chi, quá chừng, trên cả`,
  'very-after': 'lắm, lắm luôn, quá trời, quá chừng, quá xá, quá thể, lắm lắm',
  'very?': 'dữ, dữ thần, dữ luôn, ~ghê, phết, ra phết, kinh, =vãi, vl, vcl, vkl, dễ sợ, khủng, muốn xỉu, điên, hơi bị',
  fairly: 'khá, khá là, tương đối, khá khá',
  slightly: 'hơi, hơi hơi, có chút, có phần, một chút, chút, chút xíu, một tí, một ít, xíu, chút ít',
  barely: 'tạm, tạm tạm, tạm gọi là, tạm coi là, tạm xem là',
  emphasis: 'chút nào, tí nào, tẹo nào, tý nào, một chút nào, một tí nào, nào cả, gì cả, gì hết, gì ráo, nào hết, mấy',
  retort: `~đâu, cái gì, gì, nỗi gì, chỗ nào, ở chỗ nào, sao được, sao nổi, sao mà được, thế nào được, kiểu gì, cái con khỉ, con khỉ, cái khỉ,
    khỉ gì, cái cóc, cóc khô, chết liền, mới lạ, chi mô, mô, khỉ khô, khỉ mốc, không nổi, ~thấp, mới là lạ, quái gì, đếch gì, cái nỗi gì, cái quái, con mẹ, cái đầu`,
};

const DOUBT: Lexicon = {
  but: `nhưng, nhưng mà, tuy, tuy nhiên, mặc dù, mặc dầu, =dù, =dẫu, =song, chỉ tội, mỗi tội, phải tội, tội cái, có điều, chỉ có điều,
    hiềm nỗi, ngoại trừ, =trừ, riêng, =còn, chỉ phiền, chỉ hiềm, chỉ tiếc, tiếc là, đáng tiếc, thay vì, được cái, được mỗi`,
  part: `một phần, nửa, phân nửa, lúc thì, khi thì, lúc, tùy, tùy lúc, tùy người, có người, người thì, có lúc, đôi khi, thỉnh thoảng, đôi lúc,
    một số, vài, hoặc, hay là, ~hay, hoặc là, có hôm, bữa, có nơi, nơi thì, cái thì, người nọ`,
  wish: `vui lòng, mong, mong muốn, mong rằng, hy vọng, nếu, giá như, giá mà, ước, ước gì, lẽ ra, đáng lẽ, đáng ra, cần, cần phải, phải, đề nghị, yêu cầu,
    đòi hỏi, hãy, cố gắng, cho tốt, cho nhiệt tình, cho nhanh, làm cho, =lên, sẽ, ~chúc, muốn, kiến nghị, góp ý, phát huy, xin hãy, miễn là, để được`,
  doubt: `hihi, chứ, chớ, nhỉ, hỉ, ha, hen, hơn, hơn trước, gớm, chắc, chắc là, có lẽ, hình như, có vẻ, không những, chẳng những, không chỉ,
    không riêng, mà còn, thế mà, vậy mà, có mà, không ngờ, không nghĩ, không tưởng, ngỡ, =đi, gần như, hầu như, nên, đỡ, bớt, đấy nhỉ, =cơ, cơ đấy, nghĩ, tưởng, kiểu, coi như, xem như, có thể, tầm, khoảng,
    mà thôi, cùng lắm`,
  void: `thế nào, như thế nào, ra sao, tại sao, vì sao, làm sao, bao giờ, khi nào, bao nhiêu, ai, hả, hử, =à, phải không, đúng không, được không,
    trước đây, lần trước, ngày trước, hồi trước, ngày xưa, hồi xưa, trước kia, nơi khác, chỗ khác, phường khác, xã khác, nghe nói, không biết, chưa biết,
    chẳng biết, chả biết, không rõ, chưa rõ, không nhớ, không hiểu, chưa hiểu, chẳng hiểu, không chắc chắn, không dám, hết ý kiến, ai bảo, ai nói, giả vờ, chưa thấy chỗ nào, chưa thấy nơi nào, chưa thấy ở đâu, gọi là, tự xưng`,
};

const AROUND: Lexicon = {
  frame: `điểm, mức, mức độ, số, cho, cho điểm, chấm, chấm điểm, chọn, lựa chọn, đánh giá, đánh giá là, bầu, vote, rate, rating, point, points, score,
    đáp án, phương án, option, level, cấp độ, thang điểm, bấm, bấm số, nhấn, trả lời là, câu trả lời là, ý, ý số, mức số, mức điểm, mức hài lòng là`,
  star: 'sao, star, stars, ngôi sao',
  over: 'trên, out of, phần, of',
  topic: `cán bộ, nhân viên, công chức, phục vụ, làm việc, hướng dẫn, tiếp đón, đón tiếp, tiếp dân, tiếp nhận, tiếp, giải quyết, xử lý, thủ tục, hồ sơ,
    giấy tờ, lệ phí, phí, kết quả, trả kết quả, dịch vụ, nơi, chỗ, quầy, bộ phận, một cửa, phường, xã, ủy ban, ubnd, trung tâm, hành chính, công,
    cơ quan, cách, thái độ, thời gian, việc, trang web, website, web, mạng, trực tuyến, online, giao tiếp, trả lời, nói chuyện, quy trình, khâu, chất lượng phục vụ,
    cơ sở vật chất, trang thiết bị, chỗ ngồi, nơi tiếp nhận, mức độ hài lòng, độ hài lòng, sự hài lòng, sự phục vụ, tinh thần, câu này, tác phong,
    đội ngũ, lãnh đạo, chủ tịch, khảo sát, ý kiến, nhận xét, đáp ứng, kinh tế, thực tế, y tế, quốc tế, tốt nghiệp, khả năng, hôm qua, vừa qua, vừa rồi, thông qua,
    tạm trú, tạm vắng, kèm theo, quá trình, hội đồng, mọi thứ, tất cả, mọi việc, mọi người, ở đây, hôm nay, bà con, người dân, dân, nhà nước, chính quyền, người, mọi, cái, cách làm việc,
    cách phục vụ, đăng ký, khai sinh, kết hôn, chứng thực, đất đai, hộ khẩu, căn cước, nộp, nhận, khi, trong, hải long, phản ánh, tư vấn, tư pháp, hỗ trợ, năm nay, năm ngoái, năm rồi, năm trước, năm sau`,
  filler: `vừa, tôi, em, cháu, con, anh, chị, cô, chú, bác, ông, bà, mình, ta, họ, bạn, các bạn, chúng tôi, gia đình, gia đình tôi, mình thấy, tôi thấy, theo tôi, theo mình,
    cá nhân tôi, cá nhân, cảm thấy, thấy, mà, có, cũng, bị, về, với, của, rồi, đã, đang, các, mấy anh, mấy chị, những, ở, cả,
    và, luôn luôn, lúc nào cũng, thật, thật sự, thực sự, thật là, thật lòng, đúng là, quả là, quả thật, phải nói, phải nói là, phải công nhận, công nhận,
    nói chung, nhìn chung, chung quy, tóm lại, chỉ, như vậy, vậy, thế, làm, chi là, ư, ơi, xin, gửi, sự, lần này, nay, được rất, ai cũng, ai nấy, đều, một cách`,
  particle:
    'là, thì, dạ, vâng, ạ, nhé, nha, nhá, nghe, nghen, nhen, nè, này, đó, đấy, ấy, á, ừ, ừm, uhm, uh, um, ừa, ờ, thưa, ad, đây, thôi, luôn, thôi ạ, hén, nhe, hi, chào',
};

const LAYERS: readonly Lexicon[] = [SENTIMENT, GRADING, DOUBT, AROUND, ENGLISH];

export const LEXICON: PhraseBook<Role> = phraseBook(
  LAYERS.flatMap((layer) => Object.entries(layer) as [Role, string][]),
);
