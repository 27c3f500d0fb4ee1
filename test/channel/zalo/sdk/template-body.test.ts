import { describe, expect, it } from 'vitest';
import { phoneTemplateBody, userTemplateBody } from '../../../../src/channel/zalo/sdk/template-body.ts';
import { UNCONFIRMED } from '../../../../src/channel/zalo/to-be-confirmed.ts';

const PARAMETERS = { ma_ho_so: 'H29.01-261122-0001', ngay: '22/11/2026', ho_ten: 'Nguyễn Văn A'.normalize('NFD') };
const MESSAGE = { templateId: '123456', parameters: PARAMETERS, phone: '+84987654321', trackingId: 'inv_01JD' };
const template_data = { ma_ho_so: 'H29.01-261122-0001', ngay: '22/11/2026', ho_ten: 'Nguyễn Văn A' };

describe('channel/zalo/sdk/template-body', () => {
  it('writes a message to a phone number to the letter (3.1)', () => {
    expect(phoneTemplateBody(MESSAGE, 'phone', UNCONFIRMED)).toEqual({
      phone: '84987654321',
      template_id: '123456',
      template_data,
      tracking_id: 'inv_01JD',
    });
  });

  it('writes modes only when asked to', () => {
    expect(phoneTemplateBody({ ...MESSAGE, development: true }, 'phone', { sendingMode: '1' })).toMatchObject({
      sending_mode: '1',
      mode: 'development',
    });
  });

  it('writes the hash instead of the number (3.2)', () => {
    expect(phoneTemplateBody(MESSAGE, 'hash_phone', UNCONFIRMED)).toEqual({
      hash_phone: '116ce31ae9170769b075a11dedca1198f41d30318334919fb90917e9c617b438',
      template_id: '123456',
      template_data,
      tracking_id: 'inv_01JD',
    });
  });

  it('writes a message to a user to the letter, without a tracking id (3.3)', () => {
    const flat = { user_id: '186729651760683225', template_id: '123456', template_data };
    expect(userTemplateBody('186729651760683225', MESSAGE, UNCONFIRMED)).toEqual(flat);
    expect(userTemplateBody('186729651760683225', MESSAGE, { userTemplate: 'nested' })).toEqual({
      recipient: { user_id: '186729651760683225' },
      template_id: '123456',
      template_data,
    });
  });

  it.each([
    ['tracking-id-too-long', { trackingId: 'x'.repeat(49) }],
    ['tracking-id-empty', { trackingId: '' }],
    ['phone-not-vietnamese', { phone: '+14155552671' }],
    ['phone-not-vietnamese', { phone: '0987654321' }],
  ])('does not write what Zalo would refuse: %s', (reason, change) => {
    expect(() => phoneTemplateBody({ ...MESSAGE, ...change }, 'phone', UNCONFIRMED)).toThrow(
      expect.objectContaining({ failure: { kind: 'unsendable', reason } }),
    );
  });
});
