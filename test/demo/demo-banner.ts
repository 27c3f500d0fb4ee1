import type { SurveyLinks } from '../../src/service/survey-links.ts';
import type { DemoSecrets } from './demo-secrets.ts';

/** Everything a newcomer, or a test, needs to know of a running demonstration. */
export interface DemoFacts extends DemoSecrets {
  readonly url: string;
  readonly phonesUrl: string;
  readonly numbers: readonly string[];
  readonly slip: SurveyLinks | null;
  readonly queue: 'embedded-redis' | 'redis' | 'postgres';
  readonly dataDir: string;
  /** The port that somebody else has. */
  readonly takenPort: number | null;
  /** `YYYY-MM-DD` */
  readonly today: string;
  readonly dossiersWritten: number;
}

const QUEUES: Readonly<Record<DemoFacts['queue'], readonly [string, string]>> = {
  'embedded-redis': ['PostgreSQL và Redis nhúng', 'embedded PostgreSQL and Redis'],
  redis: ['PostgreSQL nhúng và Redis', 'embedded PostgreSQL and Redis'],
  postgres: [
    'PostgreSQL nhúng, hàng đợi cũng trong PostgreSQL (máy không có redis-server)',
    'embedded PostgreSQL, the queue in it as well (no redis-server here)',
  ],
};

/** Vietnamese, English beside it. */
export function demoBanner(facts: DemoFacts): string {
  const { url, phonesUrl, slip, email, password } = facts;
  const [vi, en] = QUEUES[facts.queue];
  return [
    '',
    'HÀI LÒNG · bản chạy thử / demonstration',
    'Mọi dữ liệu đều là minh họa / all data are made up.',
    '',
    ...block('Trang của cơ quan / console', [`${url}/console`, `${email}   ${password}`]),
    ...block('Điện thoại người dân / phones', [phonesUrl]),
    ...block('Trang góp ý / survey page', slip ? [slip.web] : []),
    ...block('Mã phiếu cho Zalo / code for Zalo', slip?.zalo ? [slip.zalo.code] : []),
    ...block('Phiếu trong Telegram / slip link', slip?.telegram ? [slip.telegram] : []),
    '',
    'Thử / try:',
    '  1. Mở hai trang đầu, đăng nhập / open the first two, sign in.',
    `  2. Ghi nhận một hồ sơ vừa xong / record a finished dossier:`,
    `     ${exampleCode(facts, 1)}, số điện thoại / phone ${facts.numbers[0] ?? ''}`,
    '  3. Máy Zalo 1 sáng lên: mở phiếu, trả lời / phone Zalo 1 lights up: open the page, answer.',
    '  4. Xem tỷ lệ trả lời nhích lên / see the response rate move.',
    '',
    'API:',
    ...curl(facts),
    '',
    `Chạy trên / runs on: ${vi} / ${en}.`,
    ...(facts.takenPort === null
      ? []
      : [`Cổng ${facts.takenPort} đã có chương trình khác dùng / port ${facts.takenPort} is taken.`]),
    'Gửi lời mời ngay, mọi giờ; gộp từng phiếu một (MIX_BATCH=1) để thấy điểm ngay. Khi chạy thật: từ 5 phiếu giống nhau.',
    'Invitations go out at once, at any hour; answers are released one by one (MIX_BATCH=1). In production: at least 5 alike.',
    `Dữ liệu / data: ${facts.dataDir} (xóa thư mục này để làm lại từ đầu / delete it to start afresh)`,
    'Ctrl+C để dừng / to stop.',
    '',
  ].join('\n');
}

const COLUMN = 36;

function block(label: string, lines: readonly string[]): readonly string[] {
  return lines.map((line, i) => `${(i === 0 ? label : '').padEnd(COLUMN)}${line}`);
}

function exampleCode({ today }: DemoFacts, number: number): string {
  return `H26.99.01-${today.slice(2).replaceAll('-', '')}-${String(number).padStart(4, '0')}`;
}

function curl(facts: DemoFacts): readonly string[] {
  const dossier = {
    code: exampleCode(facts, 2),
    unit: '99001',
    procedure: '2.000815',
    filedVia: 'counter',
    receivedAt: facts.today,
    dueAt: facts.today,
    completedAt: facts.today,
    phone: (facts.numbers[1] ?? '').replaceAll(' ', ''),
  };
  return [
    `  curl ${facts.url}/api/v1/dossiers -H 'Authorization: Bearer ${facts.apiKey}' \\`,
    `    -H 'Content-Type: application/json' -d '${JSON.stringify(dossier)}'`,
  ];
}
