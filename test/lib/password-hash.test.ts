import { hash as argon2 } from '@node-rs/argon2';
import { hashPassword as scrypt } from 'better-auth/crypto';
import { describe, expect, it } from 'vitest';
import { hashPassword, needsRehash, verifyPassword } from '../../src/lib/password-hash.ts';

const PASSWORD = 'mùa xuân về trên phố';

describe('src/lib/password-hash.ts', () => {
  it('hashes with Argon2id, 19 MiB, two passes, one lane, a new salt each time', async () => {
    const [one, two] = await Promise.all([hashPassword(PASSWORD), hashPassword(PASSWORD)]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
    expect(needsRehash(one)).toBe(false);
    expect(await verifyPassword(one, PASSWORD)).toBe(true);
    expect(await verifyPassword(one, `${PASSWORD} `)).toBe(false);
  });

  it('verifies what was hashed with scrypt, and wants it hashed anew', async () => {
    const old = await scrypt(PASSWORD);
    expect(await verifyPassword(old, PASSWORD)).toBe(true);
    expect(await verifyPassword(old, 'sai')).toBe(false);
    expect(needsRehash(old)).toBe(true);
  });

  it('wants a cheaper hash made anew, and still verifies it', async () => {
    const cheap = await argon2(PASSWORD, { memoryCost: 8_192, timeCost: 1, parallelism: 1 });
    expect([needsRehash(cheap), await verifyPassword(cheap, PASSWORD)]).toEqual([true, true]);
  });

  it('knows a password from every keyboard', async () => {
    expect(await verifyPassword(await hashPassword(PASSWORD.normalize('NFD')), PASSWORD.normalize('NFC'))).toBe(true);
  });
});
