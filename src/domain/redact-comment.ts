/** What points to a person or a dossier, and the mark that stands in its place; longer patterns come first. */
interface Rule {
  readonly pattern: RegExp;
  /** May keep groups of the pattern. */
  readonly mark: string;
}

/** A word that begins with a capital. */
const CAPITAL = String.raw`\p{Lu}[\p{L}\p{M}]*`;
const START = String.raw`(?<![\p{L}\p{M}\p{Nd}])`;
const END = String.raw`(?![\p{L}\p{M}\p{Nd}])`;
/** "12", "12A", "12/3/4". */
const HOUSE = String.raw`\p{Nd}+[A-Za-z]?(?:\/\p{Nd}+[A-Za-z]?)*`;
const LANE = 'ngõ|ngách|hẻm|kiệt|ngo|ngach|hem|kiet';
const STREET = `${LANE}|đường|phố|đại lộ|duong|pho`;
/** What may follow a house number: ", ngõ 5 phố Huế". */
const STREETS = String.raw`(?:[\s,]+(?:${STREET})(?:\s+(?:${HOUSE}|${CAPITAL}))+)*`;

const DIGIT_WORDS =
  'không|một|mốt|hai|ba|bốn|tư|năm|lăm|sáu|bảy|bẩy|tám|chín|khong|mot|bon|tu|nam|lam|sau|bay|tam|chin';

const RULES: readonly Rule[] = [
  {
    pattern: /[\p{L}\p{Nd}._%+-]+\s?(?:@|\(at\)|\[at\]|\ba còng\b)\s?[\p{L}\p{Nd}-]+(?:\s?\.\s?[\p{L}\p{Nd}-]+)+/giu,
    mark: '[thư điện tử]',
  },
  { pattern: /(?:https?:\/\/|www\.)\S+/gi, mark: '[liên kết]' },
  // The portals of agencies are what people speak about; other addresses may be somebody's page.
  {
    pattern: /(?<![\w.])(?!(?:[\w-]+\.)*gov\.vn\b)(?:[\w-]+\.)+(?:com|vn|net|org|info|me|io)(?:\/\S*)?(?![\w-])/gi,
    mark: '[liên kết]',
  },
  {
    pattern: /(?:\d{3}\.\d{2}\.\d{2}\.)?[A-Z]\d{2}(?:[. ][0-9A-Z]{1,4}){0,5}[- ]\d{6}[- ]\d{4,7}/gi,
    mark: '[mã hồ sơ]',
  },
  { pattern: word(String.raw`(?=[A-Z -]{0,19}\d)[0-9A-Z]{6}(?:[ -][0-9A-Z]{6}){2}`), mark: '[mã]' },
  {
    pattern: word(
      String.raw`((?:mã|code)(?:\s+(?:hồ sơ|phiếu|số|biên nhận|trên phiếu))?(?:\s+là|\s*:)?\s+)(?=[a-z-]*\d)[0-9a-z][0-9a-z.-]{3,}`,
    ),
    mark: '$1[mã]',
  },
  // A passport.
  { pattern: word(String.raw`[A-Z]\p{Nd}{7}`, 'u'), mark: '[số]' },
  // Telephone numbers, ID cards and accounts, also in groups: nobody needs eight digits to say how it went.
  { pattern: /\+?\(?[oO]?\p{Nd}(?:[\s.()_–-]{0,2}\p{Nd}){7,}/gu, mark: '[số]' },
  { pattern: word(String.raw`(?:${DIGIT_WORDS})(?:[\s,.-]+(?:${DIGIT_WORDS})){7,}`), mark: '[số]' },
  {
    pattern: word(String.raw`\p{Nd}{2}[ -]?[A-ZĐ](?:[A-ZĐ]|\p{Nd})?[ -]?\p{Nd}{3}(?:[. ]?\p{Nd}{2}|\p{Nd})`),
    mark: '[biển số]',
  },
  {
    pattern: word(String.raw`(?:số nhà|nhà số|so nha|nha so|căn hộ|can ho)\s+(?:số\s+)?${HOUSE}${STREETS}`),
    mark: '[địa chỉ]',
  },
  {
    pattern: word(
      String.raw`(?:số\s+|so\s+)?${HOUSE}[\s,]+(?:${STREET})(?:\s+(?:${HOUSE}|${CAPITAL}))+${STREETS}`,
      'u',
    ),
    mark: '[địa chỉ]',
  },
  { pattern: word(String.raw`(?:${LANE})\s+(?:số\s+)?${HOUSE}${STREETS}`), mark: '[địa chỉ]' },
  { pattern: word(String.raw`(?:số\s+)?${HOUSE},?\s+${CAPITAL}(?:\s+${CAPITAL})+`, 'u'), mark: '[địa chỉ]' },
];

function word(pattern: string, flags: 'iu' | 'u' = 'iu'): RegExp {
  return new RegExp(`${START}${pattern}${END}`, `g${flags}`);
}

/** How people are called or presented, with and without marks; also by what they do at the counter. */
const TITLES = [
  'ông|bà|anh|chị|cô|chú|bác|em|cậu|dì|mợ|thím|thầy|cụ|bạn|đồng chí|đ\\/c',
  'ong|ba|chi|co|chu|bac|cau|di|thay|dong chi|d\\/c',
  'cán bộ|công chức|nhân viên|chuyên viên|chủ tịch|bí thư|trưởng phòng|phó phòng|giám đốc|bác sĩ',
  'can bo|cong chuc|nhan vien|chuyen vien|chu tich|bi thu|truong phong|giam doc',
  'mr|mrs|ms|miss|tên|tên là|ten la|tôi là|tôi tên|tôi tên là|toi la|toi ten',
].join('|');

/** Offices and papers that are written with a capital, too; where people bear the word as a name, only with the next one. */
const NO_NAMES = [
  'Phường|Xã|Quận|Huyện|Tỉnh|Thị|Bộ|Sở|Ban|Phòng|Tổ|Hành|UBND|HĐND|VN\\p{L}*|TP|CCCD|Xa',
  String.raw`Tư\s+[Pp]háp|Một\s+[Cc]ửa|Thành\s+(?:[Pp]hố|[Uu][ỷỶ]|[Vv]iên)|Trung\s+(?:[Tt]âm|[Ưư]ơng)|Việt\s+[Nn]am`,
  String.raw`Công\s+(?:[Aa]n|[Cc]hức|[Tt]y|[Cc]hứng|[Dd]ân|[Vv]iên|[Đđ]oàn|[Nn]ghệ|[Tt]hương)`,
].join('|');
const NAME = String.raw`(?!(?:${NO_NAMES})${END})${CAPITAL}(?:\s+${CAPITAL})*`;
/** Short for "anh", "chị" and "em", in small letters only: a capital stands for a counter or a block. */
const SHORT_TITLES = String.raw`[ace]\.?`;
const AFTER_COLON = anyCase('tên|tên là|ten|ten la');
const TITLED = new RegExp(
  `${START}((?:(?:${anyCase(TITLES)})\\.?|${SHORT_TITLES}|(?:${AFTER_COLON})\\s*:)\\s+)${NAME}`,
  'gu',
);

const SURNAMES =
  'Tạ|Phùng|Quách|Vương|Đàm|Chu|Mạc|Tăng|Nông|Triệu|Kiều|Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Trịnh|Đoàn|Mai|Đào|Lương|Trương|Nguyen|Tran|Le|Pham|Hoang|Huynh|Phan|Vu|Vo|Dang|Bui|Do|Ho|Ngo|Duong|Ly|Dinh|Trinh|Doan|Dao|Luong|Truong';
/** In capitals only those that are no other word: whoever shouts writes of a "HỒ SƠ" and a "LÝ DO". */
const LOUD_SURNAMES =
  'NGUYỄN|TRẦN|LÊ|PHẠM|HOÀNG|HUỲNH|PHAN|VŨ|VÕ|ĐẶNG|BÙI|NGÔ|ĐINH|TRỊNH|TRƯƠNG|NGUYEN|TRAN|PHAM|HOANG|HUYNH|DINH|TRINH|TRUONG';
/** A whole name without a title; the country's most common city bears one. */
const WHOLE_NAME = new RegExp(
  `${START}(?!Hồ Chí Minh|Ho Chi Minh|Hồ Sơ|Lý Do)(?:${SURNAMES}|${LOUD_SURNAMES})(?:\\s+${CAPITAL}){1,3}`,
  'gu',
);
/** Also in small letters, where a middle name gives it away. */
const SMALL_NAME = new RegExp(`${START}(?:${SURNAMES})\\s+(?:văn|thị|van|thi)\\s+[\\p{L}\\p{M}]+`, 'giu');

/** The first letter either way, or all of it in capitals. */
function anyCase(words: string): string {
  const ways = (one: string) => [one, one.replace(/^./u, (first) => first.toUpperCase()), one.toUpperCase()];
  return words
    .split('|')
    .flatMap(ways)
    .toSorted((a, b) => b.length - a.length)
    .join('|');
}

/** Invisible characters that would tear a number apart. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/gu;

/**
 * A comment without e-mail, links, codes, long numbers, plates, addresses with a house number and names; the rest is
 * as it was typed. What is doubtful goes: a comment is to tell what happened, not to whom.
 */
export function redactComment(text: string): string {
  const plain = text.normalize('NFC').replace(INVISIBLE, '');
  const marked = RULES.reduce((rest, { pattern, mark }) => rest.replace(pattern, mark), plain);
  return marked.replace(TITLED, '$1[tên]').replace(WHOLE_NAME, '[tên]').replace(SMALL_NAME, '[tên]');
}
