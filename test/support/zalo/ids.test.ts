import { describe, expect, it } from 'vitest';
import { appSecretProof, codeChallenge, hashPhone, idOf, webhookMac } from './ids.ts';
import { APP_ID, OA_SECRET } from './samples.ts';

/** zalo.md §5.1 */
const BODY =
  '{"app_id":"360846524940903967","sender":{"id":"246845883529197922"},"recipient":{"id":"388613280878808645"},"event_name":"user_send_text","message":{"text":"Xin chào","msg_id":"96d3cdf3af150460909"},"timestamp":"154390853474"}';

describe('support/zalo/ids', () => {
  it('computes the vectors of zalo.md §11', () => {
    expect(Buffer.byteLength(BODY)).toBe(227);
    expect(webhookMac(APP_ID, BODY, '154390853474', OA_SECRET)).toBe(
      'd0524efb708c311e0d8ad5f20795848c3d784e56398c9bba598737467a5022b6',
    );
    expect(codeChallenge('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(
      'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    );
    expect(hashPhone('84987654321')).toBe('116ce31ae9170769b075a11dedca1198f41d30318334919fb90917e9c617b438');
    expect(appSecretProof('test-access-token', 'test-app-secret')).toBe(
      'c7a7a56a58d03b05def128144d755b6c5bd4ba6b88fbfd8a59a909c862e52d7b',
    );
  });

  it('makes user ids that no double holds', () => {
    for (let i = 0; i < 1000; i += 1) {
      const id = idOf(`user:${i}`);
      expect(id).toMatch(/^\d{19}$/);
      expect(BigInt(Number(id))).not.toBe(BigInt(id));
    }
  });
});
