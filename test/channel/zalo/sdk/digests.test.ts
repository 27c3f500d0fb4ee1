import { describe, expect, it } from 'vitest';
import { appSecretProof, codeChallenge, hashPhone, newCodeVerifier } from '../../../../src/channel/zalo/sdk/digests.ts';

describe('channel/zalo/sdk/digests', () => {
  it('agrees with the test vectors of the wire reference', () => {
    expect(codeChallenge('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(
      'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    );
    expect(hashPhone('84987654321')).toBe('116ce31ae9170769b075a11dedca1198f41d30318334919fb90917e9c617b438');
    expect(appSecretProof('test-access-token', 'test-app-secret')).toBe(
      'c7a7a56a58d03b05def128144d755b6c5bd4ba6b88fbfd8a59a909c862e52d7b',
    );
  });

  it('makes a new code verifier of 43 characters each time', () => {
    expect(newCodeVerifier()).toMatch(/^[\w-]{43}$/);
    expect(newCodeVerifier()).not.toBe(newCodeVerifier());
  });
});
