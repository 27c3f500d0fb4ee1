/** What is said around Zalo alone: in its chat, and to the admin who connects the Official Account. */
export const zaloText = {
  typed: (labels: readonly string[]) => `Hoặc nhắn: ${labels.join(', ')}.`,
  phoneCardTitle: 'Chia sẻ số điện thoại',
  consent: {
    again: 'Cho phép lại trên Zalo',
    toConsole: 'Về trang quản lý',
    granted: {
      title: 'Đã kết nối Zalo',
      body: (account: string) =>
        `Hệ thống được phép gửi tin bằng Official Account số ${account}. Quyền này được gia hạn tự động mỗi ngày; ông/bà không phải làm gì thêm.`,
    },
    invalid: {
      title: 'Chưa kết nối được Zalo',
      body: (account: string) =>
        `Lần cho phép này đã quá 15 phút, đã dùng rồi, mở từ trình duyệt khác, hoặc chọn nhầm Official Account. Xin bấm nút dưới đây, đăng nhập Zalo bằng người quản trị của Official Account số ${account} và bấm đồng ý. Nếu trước đó đã thấy trang "Đã kết nối Zalo" thì không phải làm lại.`,
    },
    refused: {
      title: 'Zalo không chấp nhận',
      body: (_account: string) =>
        'Zalo từ chối mã vừa cấp. Xin kiểm tra ZALO_APP_ID, ZALO_APP_SECRET và địa chỉ callback đã khai trong trang quản lý ứng dụng của Zalo, rồi cho phép lại.',
    },
    unreached: {
      title: 'Chưa liên lạc được với Zalo',
      body: (_account: string) => 'Không nhận được trả lời của Zalo. Xin đợi ít phút rồi cho phép lại.',
    },
  },
};

export type ZaloText = typeof zaloText;
