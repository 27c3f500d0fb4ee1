import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choicesOf } from '../../src/domain/conversation/choice.ts';
import { asId, type InvitationId } from '../../src/domain/ids.ts';
import type { Survey } from '../../src/domain/survey.ts';
import { packageRoot } from '../../src/lib/package-root.ts';
import { Vault } from '../../src/lib/vault.ts';
import { createPayloadCodec } from '../../src/service/payload-codec.ts';

const survey: Survey = JSON.parse(
  await readFile(join(packageRoot(), 'prisma', 'seed', 'surveys', 'sipas-b-1.json'), 'utf8'),
);
const [first] = survey.questions;
if (!first) throw new TypeError('a survey has questions');
/** More questions than one byte could count the choices of. */
const long: Survey = {
  ...survey,
  id: 'long-1',
  questions: Array.from({ length: 30 }, (_, i) => ({ ...first, key: `q${i}` })),
};

const codec = createPayloadCodec(new Vault(Buffer.alloc(32, 7)));
const one = asId<InvitationId>('3f0e2a52-1111-4222-8333-944455556666');
const other = asId<InvitationId>('3f0e2a52-1111-4222-8333-944455556667');

describe('src/service/payload-codec.ts', () => {
  it.each([survey, long])('brings back every choice of a survey, in at most 64 bytes', (each) => {
    for (const choice of choicesOf(each)) {
      const payload = codec.encode(one, choice, each);
      expect(Buffer.byteLength(payload)).toBeLessThanOrEqual(64);
      expect(codec.decode(one, payload, each)).toEqual(choice);
      expect(codec.decode(other, payload, each)).toBeNull();
    }
  });

  it('gives every choice a payload of its own that another key does not open', () => {
    const payloads = choicesOf(survey).map((choice) => codec.encode(one, choice, survey));
    expect(new Set(payloads).size).toBe(payloads.length);
    const stranger = createPayloadCodec(new Vault(Buffer.alloc(32, 8)));
    for (const payload of payloads) expect(stranger.decode(one, payload, survey)).toBeNull();
  });

  it('finds nothing in what it did not make', () => {
    fc.assert(fc.property(fc.string({ maxLength: 80 }), (text) => codec.decode(one, text, survey) === null));
  });
});
