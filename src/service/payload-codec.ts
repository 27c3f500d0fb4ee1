import { timingSafeEqual } from 'node:crypto';
import { choiceName, choicesOf, type Choice } from '../domain/conversation/choice.ts';
import type { InvitationId } from '../domain/ids.ts';
import type { Survey } from '../domain/survey.ts';
import type { Vault } from '../lib/vault.ts';
import type { PayloadCodec } from './ports.ts';

const POSITION_BYTES = 2;
/** 88 bits: too many to guess within the life of an invitation. With the masked position, 18 characters. */
const MAC_BYTES = 11;

interface Choices {
  readonly inOrder: readonly Choice[];
  readonly positions: ReadonlyMap<string, number>;
}

/**
 * A payload is the position of its choice, masked per invitation, and a keyed hash of invitation and choice:
 * it tells nothing to who sees it, fits no other citizen, and cannot be made up.
 */
export function createPayloadCodec(vault: Vault): PayloadCodec {
  const known = new WeakMap<Survey, Choices>();
  const keyed = (text: string): Buffer => vault.index('payload', text);
  let masked: { readonly of: InvitationId; readonly mask: number } | null = null;
  const mac = (invitationId: InvitationId, choice: Choice): Buffer =>
    keyed(`${invitationId}?${choiceName(choice)}`).subarray(0, MAC_BYTES);

  /** All buttons of a message share it, and come one after the other. */
  function mask(invitationId: InvitationId): number {
    if (masked?.of !== invitationId) masked = { of: invitationId, mask: keyed(`mask?${invitationId}`).readUInt16BE() };
    return masked.mask;
  }

  function choicesIn(survey: Survey): Choices {
    const choices = known.get(survey) ?? listChoices(survey);
    known.set(survey, choices);
    return choices;
  }

  return {
    encode(invitationId, choice, survey) {
      const position = Buffer.alloc(POSITION_BYTES);
      position.writeUInt16BE((choicesIn(survey).positions.get(choiceName(choice)) ?? 0) ^ mask(invitationId));
      return Buffer.concat([position, mac(invitationId, choice)]).toString('base64url');
    },
    decode(invitationId, payload, survey) {
      const bytes = Buffer.from(payload, 'base64url');
      if (bytes.length !== POSITION_BYTES + MAC_BYTES) return null;
      const choice = choicesIn(survey).inOrder[bytes.readUInt16BE() ^ mask(invitationId)];
      const isGenuine = choice && timingSafeEqual(mac(invitationId, choice), bytes.subarray(POSITION_BYTES));
      return isGenuine ? choice : null;
    },
  };
}

function listChoices(survey: Survey): Choices {
  const inOrder = choicesOf(survey);
  return { inOrder, positions: new Map(inOrder.map((choice, i) => [choiceName(choice), i])) };
}
