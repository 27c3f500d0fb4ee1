import { timingSafeEqual } from 'node:crypto';
import { choiceName, choicesOf, type Choice } from '../domain/conversation/choice.ts';
import type { InvitationId } from '../domain/ids.ts';
import type { Survey } from '../domain/survey.ts';
import { sha256, type Vault } from '../lib/vault.ts';
import type { PayloadCodec } from './ports.ts';

const POSITION_BYTES = 2;
/** 88 bits: too many to guess within the life of an invitation. With the masked position, 18 characters. */
const MAC_BYTES = 11;

interface Choices {
  readonly inOrder: readonly Choice[];
  readonly positions: ReadonlyMap<string, number>;
  /** Of all their names: a survey that offers others makes other payloads. */
  readonly digest: string;
}

/** What the payloads of one invitation are made of. */
interface Marks {
  readonly of: InvitationId;
  readonly choices: Choices;
  readonly mask: number;
  /** One after the other, in the order of the choices. */
  readonly macs: Buffer;
}

/**
 * A payload is the position of its choice, masked per invitation, and a keyed hash of invitation and choice: it tells
 * nothing to who sees it, fits no other citizen, and cannot be made up. One hash, as long as it takes, makes those of
 * all choices: a message has half a dozen buttons, and comes after the tap on one of them.
 */
export function createPayloadCodec(vault: Vault): PayloadCodec {
  const known = new WeakMap<Survey, Choices>();
  let latest: Marks | null = null;

  function choicesIn(survey: Survey): Choices {
    const choices = known.get(survey) ?? listChoices(survey);
    known.set(survey, choices);
    return choices;
  }

  function marksOf(invitationId: InvitationId, survey: Survey): Marks {
    const choices = choicesIn(survey);
    if (latest?.of === invitationId && latest.choices === choices) return latest;
    const length = POSITION_BYTES + choices.inOrder.length * MAC_BYTES;
    const bytes = vault.longIndex('payload', `${invitationId}?${choices.digest}`, length);
    latest = { of: invitationId, choices, mask: bytes.readUInt16BE(), macs: bytes.subarray(POSITION_BYTES) };
    return latest;
  }

  return {
    encode(invitationId, choice, survey) {
      const { choices, mask, macs } = marksOf(invitationId, survey);
      const position = choices.positions.get(choiceName(choice)) ?? 0;
      const payload = Buffer.allocUnsafe(POSITION_BYTES + MAC_BYTES);
      payload.writeUInt16BE(position ^ mask);
      macOf(macs, position).copy(payload, POSITION_BYTES);
      return payload.toString('base64url');
    },
    decode(invitationId, payload, survey) {
      const bytes = Buffer.from(payload, 'base64url');
      if (bytes.length !== POSITION_BYTES + MAC_BYTES) return null;
      const { choices, mask, macs } = marksOf(invitationId, survey);
      const position = bytes.readUInt16BE() ^ mask;
      const choice = choices.inOrder[position];
      const isGenuine = choice && timingSafeEqual(macOf(macs, position), bytes.subarray(POSITION_BYTES));
      return isGenuine ? choice : null;
    },
  };
}

function macOf(macs: Buffer, position: number): Buffer {
  return macs.subarray(position * MAC_BYTES, (position + 1) * MAC_BYTES);
}

function listChoices(survey: Survey): Choices {
  const inOrder = choicesOf(survey);
  const names = inOrder.map(choiceName);
  return {
    inOrder,
    positions: new Map(names.map((name, i) => [name, i])),
    digest: sha256(names.join('\n')).toString('base64url'),
  };
}
