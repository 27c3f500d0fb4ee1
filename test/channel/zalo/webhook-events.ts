import { createHash } from 'node:crypto';
import { handClock } from '../../support/telegram/samples.ts';
import { APP_ID, OA_ID } from '../../support/zalo/samples.ts';

export const USER_ID = '7246845883529197923';
export const ADDRESS = `user:${USER_ID}`;
export const PHONE = '84987654321';
export const NOW = handClock().now().toISOString();
const AT = '1763800005000';
const AT_ISO = '2025-11-22T08:26:45.000Z';

const BASE = { app_id: APP_ID, user_id_by_app: '5521772797175877301', timestamp: AT };
const FROM_USER = { sender: { id: USER_ID }, recipient: { id: OA_ID } };
const FROM_OA = { sender: { id: OA_ID }, recipient: { id: USER_ID } };
const MANAGED = { app_id: APP_ID, oa_id: OA_ID, timestamp: AT };

function chat(event_name: string, message: object) {
  return { ...BASE, event_name, ...FROM_USER, message: { msg_id: '96d3cdf3af150460909', ...message } };
}

function media(event_name: string, type: string) {
  const attachments = [{ type, payload: { url: 'https://f.zdn.vn/x', thumbnail: '', name: 'x', size: '1' } }];
  return chat(event_name, { attachments });
}

function inbound(event: object, address = ADDRESS) {
  const update = { channel: 'zalo', account: OA_ID, address, device: null, locale: null, receivedAt: NOW, event };
  return { kind: 'inbound', update };
}

function receipt(happenedAt: string, ...messageIds: readonly string[]) {
  return inbound({ kind: 'receipt', messageIds, happenedAt }, `message:${messageIds[0]}`);
}

const MEDIA = inbound({ kind: 'media' });
const IGNORED = { kind: 'ignored', why: 'no-concern' };
const UNBLOCKED = inbound({ kind: 'unblocked' });
const OPTED_OUT = inbound({ kind: 'opted-out' });
const TEXT_RECEIPT = receipt(AT_ISO, '7ff2cb5b4e2f4a711326');
const TEMPLATE_ID = 'a4d0243feb1f9c4bc504';
const TEMPLATE_RECEIPT = receipt('2025-11-22T08:26:44.000Z', TEMPLATE_ID);
const RATED = {
  kind: 'rating',
  stars: 4,
  note: 'Nhanh gọn',
  reasons: ['Thái độ tốt', 'Đúng hẹn'],
  messageId: TEMPLATE_ID,
  trackingId: 'r4nd0m',
  ratedAt: '2025-11-22T08:28:19.000Z',
};
const RATING = inbound(RATED, `message:${TEMPLATE_ID}`);
const CHANGE = { kind: 'account-change', templateId: null };

const FEEDBACK = {
  rating_type: 'csat',
  option: 'five_emotions',
  rate: 4,
  note: 'Nhanh gọn',
  feedbacks: ['Thái độ tốt', 'Đúng hẹn'],
  submit_time: '1763800099000',
  msg_id: TEMPLATE_ID,
  tracking_id: 'r4nd0m',
};
const DELIVERY = { delivery_time: '1763800004000', msg_id: TEMPLATE_ID, tracking_id: 'r4nd0m' };
const INFO = { name: 'Nguyễn Văn An', phone: PHONE, user_dob: '30/10/1970', gender: 'Nam' };
const CONTACT = inbound({ kind: 'contact', phone: '+84987654321', own: true, vouched: false });

function submitted(info: object) {
  return { ...BASE, event_name: 'user_submit_info', ...FROM_USER, info };
}

function zns(sides: object) {
  return { app_id: APP_ID, timestamp: AT, event_name: 'user_received_message', ...sides, message: DELIVERY };
}

function about(event_name: string, content: object = {}) {
  return { ...MANAGED, event_name, ...content };
}

/** What came, as recorded or as zalo.md §5 writes it, and what becomes of it. `updateId` is left to its own tests. */
export const EVENTS: readonly (readonly [name: string, event: object, routed: object])[] = [
  ['a text', chat('user_send_text', { text: 'Xin chào' }), inbound({ kind: 'text', text: 'Xin chào' })],
  ['a short code', chat('user_send_text', { text: 'K7M2QX' }), inbound({ kind: 'text', text: 'K7M2QX' })],
  [
    'a tap',
    chat('user_send_text', { text: 'hl:AbC-d_1' }),
    inbound({ kind: 'tap', payload: 'AbC-d_1', callbackId: null, messageId: null }),
  ],
  [
    'a text that quotes',
    chat('user_send_text', { text: '5', quote_msg_id: 'x' }),
    inbound({ kind: 'text', text: '5' }),
  ],
  ['a text without text', chat('user_send_text', {}), MEDIA],
  ['a picture with words', chat('user_send_image', { text: 'xem', attachments: [] }), MEDIA],
  ['a picture', media('user_send_image', 'image'), MEDIA],
  ['a file', media('user_send_file', 'file'), MEDIA],
  ['a voice message', media('user_send_audio', 'audio'), MEDIA],
  ['a film', media('user_send_video', 'video'), MEDIA],
  ['a sticker', media('user_send_sticker', 'sticker'), MEDIA],
  ["somebody's card", media('user_send_business_card', 'link'), MEDIA],
  ['a place', media('user_send_location', 'location'), MEDIA],
  ['a bare link', media('user_send_link', 'link'), MEDIA],
  [
    'words with a link',
    chat('user_send_link', { text: 'xem https://x.vn' }),
    inbound({ kind: 'text', text: 'xem https://x.vn' }),
  ],
  ['a follower', about('follow', { follower: { id: USER_ID }, source: 'oa_profile' }), UNBLOCKED],
  ['a visit to the chat', about('user_click_chatnow', { user_id: USER_ID }), UNBLOCKED],
  ['a lost follower', about('unfollow', { follower: { id: USER_ID } }), OPTED_OUT],
  ['a consent taken back', { ...BASE, event_name: 'user_withdraw', user_id: USER_ID }, OPTED_OUT],
  ['a consent taken back, as a chat', chat('user_withdraw', {}), OPTED_OUT],
  ['a consent taken back, the other way round', { ...BASE, event_name: 'user_withdraw', ...FROM_OA }, OPTED_OUT],
  ['a phone number', submitted({ ...INFO, full_address: { user_city: 'Hà Nội' } }), CONTACT],
  [
    'a phone number in the old form',
    submitted({ name: 'An', phone: PHONE, address: '1', district: 'Ba Đình' }),
    CONTACT,
  ],
  ['a phone number that is a number', submitted({ ...INFO, phone: Number(PHONE) }), CONTACT],
  ['a national phone number', submitted({ ...INFO, phone: '0987654321' }), CONTACT],
  ['a phone number that is none', submitted({ ...INFO, phone: '123' }), MEDIA],
  ['no phone number', submitted({ name: 'An' }), MEDIA],
  [
    'a message received',
    { ...BASE, event_name: 'user_received_message', ...FROM_OA, message: { msg_id: '7ff2cb5b4e2f4a711326' } },
    TEXT_RECEIPT,
  ],
  [
    'a message received, the other way round',
    { ...BASE, event_name: 'user_received_message', ...FROM_USER, message: { msg_id: '7ff2cb5b4e2f4a711326' } },
    TEXT_RECEIPT,
  ],
  [
    'messages seen',
    { ...BASE, event_name: 'user_seen_message', ...FROM_OA, message: { msg_ids: ['a1', 'b2'] } },
    receipt(AT_ISO, 'a1', 'b2'),
  ],
  [
    'messages seen, the other way round',
    { ...BASE, event_name: 'user_seen_message', ...FROM_USER, message: { msg_ids: ['a1'] } },
    receipt(AT_ISO, 'a1'),
  ],
  ['a template received', zns({ sender: { id: OA_ID }, recipient: { id: PHONE } }), TEMPLATE_RECEIPT],
  [
    'a template received, the other way round',
    zns({ sender: { id: PHONE }, recipient: { id: OA_ID } }),
    TEMPLATE_RECEIPT,
  ],
  [
    'a template received under a hash',
    zns({ sender: { id: OA_ID }, recipient: { id: hashOf(PHONE) } }),
    TEMPLATE_RECEIPT,
  ],
  ['a template received, all flat', about('user_received_message', { ...DELIVERY, phone: PHONE }), TEMPLATE_RECEIPT],
  ['a rating', about('user_feedback', { message: FEEDBACK }), RATING],
  ['a rating in text', about('user_feedback', { message: { ...FEEDBACK, rate: '4' } }), RATING],
  [
    'a rating without words and tracking',
    about('user_feedback', { message: { rate: 1, note: ' ', msg_id: 'm', submit_time: '1' } }),
    inbound(
      {
        ...RATED,
        stars: 1,
        note: null,
        reasons: [],
        messageId: 'm',
        trackingId: null,
        ratedAt: '1970-01-01T00:00:00.001Z',
      },
      'message:m',
    ),
  ],
  [
    'a rating that only its tracking id joins',
    about('user_feedback', { message: { rate: 4, tracking_id: 'r4nd0m' } }),
    inbound({ ...RATED, note: null, reasons: [], messageId: null, ratedAt: AT_ISO }, 'message:r4nd0m'),
  ],
  [
    'a template approved',
    about('change_template_status', {
      template_id: 12345,
      status: { prev_status: 'PENDING_REVIEW', new_status: 'ENABLE' },
    }),
    { ...CHANGE, what: 'template-status', templateId: '12345' },
  ],
  [
    'a template of less quality',
    about('change_template_quality', { template_id: '9' }),
    { ...CHANGE, what: 'template-quality', templateId: '9' },
  ],
  [
    'a template of less quota',
    about('change_template_quota', { template_id: '9' }),
    { ...CHANGE, what: 'template-quota', templateId: '9' },
  ],
  [
    'another daily quota',
    {
      app_id: APP_ID,
      oaId: OA_ID,
      event_name: 'change_oa_daily_quota',
      timestamp: AT,
      quota: { prev_value: 5000, new_value: 2000 },
    },
    { ...CHANGE, what: 'daily-quota' },
  ],
  ['other kinds of template', about('change_oa_template_tags'), { ...CHANGE, what: 'template-tags' }],
  ['an echo', { ...BASE, event_name: 'oa_send_text', ...FROM_OA, message: { msg_id: 'x', text: 'Câu 1' } }, IGNORED],
  [
    'a message of staff',
    {
      ...BASE,
      event_name: 'oa_send_text',
      sender: { id: OA_ID, admin_id: '1' },
      recipient: { id: USER_ID },
      message: { msg_id: 'x', text: 'a' },
    },
    IGNORED,
  ],
  ...['oa_send_image', 'oa_send_file', 'oa_send_sticker', 'oa_send_gif', 'oa_send_list', 'oa_reacted_message'].map(
    (event_name) => [event_name, { ...BASE, event_name, ...FROM_OA, message: { msg_id: 'x' } }, IGNORED] as const,
  ),
  ...['user_reacted_message', 'user_reply_consent', 'user_call_oa', 'anonymous_send_text', 'anonymous_send_image'].map(
    (event_name) => [event_name, chat(event_name, { text: '5', conversation_id: 'c' }), IGNORED] as const,
  ),
  ...[
    'oa_send_anonymous_text',
    'update_user_info',
    'add_user_to_tag',
    'remove_user_from_tag',
    'remove_tag',
    'oa_send_consent',
    'widget_interaction_accepted',
    'widget_failed_to_sync_user_external_id',
    'extension_purchased',
    'user_click_response_button',
    'event_journey_time_out',
    'event_journey_acknowledged',
    'user_send_group_text',
    'a_kind_to_come',
  ].map((event_name) => [event_name, about(event_name), IGNORED] as const),
];

/** What has the shape of an event and cannot be used. */
export const UNUSABLE: readonly (readonly [name: string, event: object, why: string])[] = [
  ['an event without a name', { ...BASE }, 'malformed'],
  ['a name that is a number', { ...BASE, event_name: 5 }, 'malformed'],
  [
    'a text of nobody',
    { ...BASE, event_name: 'user_send_text', recipient: { id: OA_ID }, message: { text: 'x' } },
    'malformed',
  ],
  ['a text of the account itself', { ...chat('user_send_text', { text: 'x' }), ...FROM_OA }, 'malformed'],
  [
    'a text of somebody without a number',
    { ...chat('user_send_text', { text: 'x' }), sender: { id: 'abc' } },
    'malformed',
  ],
  [
    'a text to another account',
    { ...chat('user_send_text', { text: 'x' }), recipient: { id: '1' } },
    'foreign-account',
  ],
  ['a follower of another account', about('follow', { oa_id: '1', follower: { id: USER_ID } }), 'foreign-account'],
  ['a rating of another account', about('user_feedback', { oa_id: '1', message: FEEDBACK }), 'foreign-account'],
  ['a lost follower without a name', about('unfollow'), 'malformed'],
  ['a consent of nobody', { ...BASE, event_name: 'user_withdraw' }, 'malformed'],
  ['a receipt for nothing', { ...BASE, event_name: 'user_received_message', ...FROM_OA, message: {} }, 'malformed'],
  ['no message seen', { ...BASE, event_name: 'user_seen_message', ...FROM_OA, message: { msg_ids: [] } }, 'malformed'],
  ['six stars', about('user_feedback', { message: { ...FEEDBACK, rate: 6 } }), 'malformed'],
  ['half a star', about('user_feedback', { message: { ...FEEDBACK, rate: 3.5 } }), 'malformed'],
  ['a rating without stars', about('user_feedback', { message: { ...FEEDBACK, rate: null } }), 'malformed'],
  ['a rating of nobody', about('user_feedback', { message: { rate: 4 } }), 'malformed'],
];

function hashOf(phone: string): string {
  return createHash('sha256').update(phone).digest('hex');
}
