import { describe, expect, it } from 'vitest';
import { infoRequestBody, textBody, type ZaloButton } from '../../../../src/channel/zalo/sdk/message-body.ts';
import { UNCONFIRMED } from '../../../../src/channel/zalo/to-be-confirmed.ts';

const USER = '186729651760683225';
const recipient = { user_id: USER };

const BUTTONS: readonly ZaloButton[] = [
  { kind: 'query', title: 'Hài lòng', payload: 'sv:7f3a:q1:5' },
  { kind: 'query', title: 'Trợ giúp', payload: 'help', shown: true },
  { kind: 'open-url', title: 'Mở phiếu', url: 'https://example.gov.vn/s/7f3a' },
  { kind: 'phone', title: 'Gọi', phone: '842438253536' },
  { kind: 'sms', title: 'Nhắn', phone: '842438253536', content: 'Xin chào' },
];
const WIRED = [
  { title: 'Hài lòng', type: 'oa.query.hide', payload: 'sv:7f3a:q1:5' },
  { title: 'Trợ giúp', type: 'oa.query.show', payload: 'help' },
  { title: 'Mở phiếu', type: 'oa.open.url', payload: { url: 'https://example.gov.vn/s/7f3a' } },
  { title: 'Gọi', type: 'oa.open.phone', payload: { phone_code: '842438253536' } },
  { title: 'Nhắn', type: 'oa.open.sms', payload: { phone_code: '842438253536', content: 'Xin chào' } },
];

describe('channel/zalo/sdk/message-body', () => {
  it.each([
    ['text (1.2)', { text: 'Xin chào' }, { text: 'Xin chào' }],
    ['a quote (1.3)', { text: 'Vâng', quoteMessageId: '96d3' }, { text: 'Vâng', quote_message_id: '96d3' }],
    [
      'buttons (1.4)',
      { text: 'Câu 1/5', buttons: BUTTONS },
      { text: 'Câu 1/5', attachment: { type: 'template', payload: { buttons: WIRED } } },
    ],
  ])('writes %s to the letter', (_name, message, wired) => {
    expect(textBody(USER, message, UNCONFIRMED)).toEqual({ recipient, message: wired });
  });

  it('writes a request for the phone number to the letter (1.6)', () => {
    const request = {
      title: 'Xác nhận thông tin',
      subtitle: 'Để gắn hồ sơ của ông/bà',
      imageUrl: 'https://example.gov.vn/a.png',
    };
    expect(infoRequestBody(USER, request)).toEqual({
      recipient,
      message: {
        attachment: {
          type: 'template',
          payload: {
            template_type: 'request_user_info',
            elements: [
              {
                title: 'Xác nhận thông tin',
                subtitle: 'Để gắn hồ sơ của ông/bà',
                image_url: 'https://example.gov.vn/a.png',
              },
            ],
          },
        },
      },
    });
  });

  it('changes its forms in one place', () => {
    const other = {
      ...UNCONFIRMED,
      buttons: 'button-template',
      queryPayloadPrefix: '#',
      quoteKey: 'react_message_id',
    } as const;
    const message = { text: 'Câu 1/5', buttons: BUTTONS.slice(0, 1), quoteMessageId: '96d3' };
    const buttons = [{ title: 'Hài lòng', type: 'oa.query.hide', payload: '#sv:7f3a:q1:5' }];
    expect(textBody(USER, message, other)).toEqual({
      recipient,
      message: {
        attachment: { type: 'template', payload: { template_type: 'button', text: 'Câu 1/5', buttons } },
        react_message_id: '96d3',
      },
    });
  });

  it('composes Vietnamese before it counts', () => {
    const decomposed = 'ệ'.normalize('NFD').repeat(2000);
    expect(textBody(USER, { text: decomposed }, UNCONFIRMED)).toEqual({
      recipient,
      message: { text: 'ệ'.repeat(2000) },
    });
  });

  it.each([
    ['text-too-long', { text: 'ệ'.repeat(2001) }],
    ['text-too-long', { text: '😀'.repeat(1001) }],
    ['text-empty', { text: ' \n' }],
    ['too-many-buttons', { text: 'a', buttons: [...BUTTONS, ...BUTTONS] }],
    [
      'button-title-too-long',
      { text: 'a', buttons: [{ kind: 'query', title: 'x'.repeat(101), payload: 'a' }] as const },
    ],
    ['payload-too-long', { text: 'a', buttons: [{ kind: 'query', title: 'x', payload: 'a'.repeat(1001) }] as const }],
  ])('does not write what Zalo would refuse: %s', (reason, message) => {
    expect(() => textBody(USER, message, UNCONFIRMED)).toThrow(
      expect.objectContaining({ code: 'zalo-unsendable', failure: { kind: 'unsendable', reason } }),
    );
  });

  it.each([
    ['title-too-long', { title: 'x'.repeat(101), subtitle: 'a', imageUrl: 'https://a.vn/a.png' }],
    ['subtitle-too-long', { title: 'x', subtitle: 'a'.repeat(501), imageUrl: 'https://a.vn/a.png' }],
  ])('does not write a request that Zalo would refuse: %s', (reason, request) => {
    expect(() => infoRequestBody(USER, request)).toThrow(
      expect.objectContaining({ failure: { kind: 'unsendable', reason } }),
    );
  });
});
