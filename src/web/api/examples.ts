/** Examples of the document and its page; a test checks them against the schemas. Names and numbers are made up. */

const LINKS = { web: 'https://hai-long.example.vn/s/Zm9yLXRoZS1leGFtcGxlcw' };

export const EXAMPLES = {
  dossier: {
    code: 'H26.99.01-261005-0001',
    unit: '99001',
    procedure: '1.001193',
    filedVia: 'counter',
    receivedAt: '2026-10-05T08:00',
    dueAt: '2026-10-08T17:00',
    completedAt: '2026-10-08T10:00',
    returnedAt: '2026-10-08T10:30',
    phone: '0912 345 678',
  },
  registered: { results: [{ code: 'H26.99.01-261005-0001', outcome: 'created', links: LINKS }] },
  rejected: {
    results: [
      {
        code: 'H26.99.01-261005-0001',
        outcome: 'rejected',
        reasons: [{ field: 'NgayHenTra', code: 'value-missing', message: 'Thiếu mục: NgayHenTra. Xin ghi thêm.' }],
      },
    ],
  },
  status: {
    code: 'H26.99.01-261005-0001',
    state: 'sent',
    message: 'Lời mời đã đến người dân.',
    links: LINKS,
  },
  event: {
    type: 'dossier.sent',
    timestamp: '2026-10-08T05:30:00.000Z',
    data: { code: 'H26.99.01-261005-0001', unit: '99001', state: 'sent' },
  },
  rates: {
    from: '2026-10-01',
    to: '2026-10-31',
    groupBy: null,
    rows: [
      {
        key: 'all',
        completed: 420,
        eligible: 400,
        invited: 380,
        delivered: 360,
        started: 60,
        finished: 50,
        partial: 6,
        coverage: { numerator: 380, denominator: 400, value: 0.95, low: 0.924, high: 0.9674, aapor: null },
        delivery: { numerator: 360, denominator: 380, value: 0.9474, low: 0.92, high: 0.9657, aapor: 'CON3' },
        response: { numerator: 50, denominator: 360, value: 0.1389, low: 0.107, high: 0.1784, aapor: 'COOP1' },
        completion: { numerator: 50, denominator: 60, value: 0.8333, low: 0.7197, high: 0.9069, aapor: null },
      },
    ],
  },
  indices: {
    from: '2026-10-01',
    to: '2026-10-31',
    unit: '99001',
    survey: 'sipas-b-1',
    months: ['2026-10-01'],
    waiting: 3,
    groupBy: null,
    rows: [
      {
        key: 'all',
        responses: 50,
        answers: 240,
        share: { label: 'Tỷ lệ hài lòng hoặc rất hài lòng', value: 0.85, low: 0.7993, high: 0.8897 },
        meanOf5: { label: 'Điểm trung bình chia 5, nhân 100', value: 82.6 },
        meanOf100: { label: '(Điểm trung bình - 1) chia 4, nhân 100', value: 78.25 },
      },
    ],
  },
} as const;

export const DVCQG_EXAMPLE = {
  service: 'DongBoHoSoMC',
  isUpdating: 'False',
  data: [
    {
      MaHoSo: 'H26.99.01-261005-0001',
      MaTTHC: '1.001193',
      KenhThucHien: '1',
      LoaiDoiTuong: '1',
      SoDienThoai: '0912345678',
      NgayTiepNhan: '20261005080000',
      NgayHenTra: '',
      TrangThaiHoSo: '10',
      NgayKetThucXuLy: '20261008100000',
      NgayTra: '20261008103000',
      HinhThuc: '0',
      DonViXuLy: 'H26.99.01',
    },
  ],
} as const;
