import { describe, expect, it } from 'vitest';
import { createVerifier } from '../../../src/channel/telegram/verify.ts';

describe('channel/telegram/verify', () => {
  it('accepts the secret and nothing else', () => {
    const verify = createVerifier('s3cret_Token-1');
    expect(verify('s3cret_Token-1')).toBe(true);
    for (const other of [
      '',
      's3cret_Token-',
      's3cret_Token-12',
      'S3cret_Token-1',
      undefined,
      null,
      ['s3cret_Token-1'],
      1,
    ]) {
      expect(verify(other)).toBe(false);
    }
  });

  it('is not opened by an unset secret that became text', () => {
    expect(createVerifier('undefined')(undefined)).toBe(false);
  });

  it.each(['', 'with space', 'dấu', 'x'.repeat(257)])('refuses the secret "%s"', (secret) => {
    expect(() => createVerifier(secret)).toThrow(expect.objectContaining({ code: 'webhook-secret' }));
  });
});
