import { choiceName, choicesOf, type Choice } from '../domain/conversation/choice.ts';
import type { InvitationId } from '../domain/ids.ts';
import type { Survey } from '../domain/survey.ts';
import type { Vault } from '../lib/vault.ts';
import type { PayloadCodec } from './ports.ts';

/** 88 bits: too many to guess within the life of an invitation. With the masked position, 16 characters. */
const MAC_BYTES = 11;

/**
 * A payload is the position of its choice, masked per invitation, and a keyed hash of invitation and choice:
 * it tells nothing to who sees it, fits no other citizen, and cannot be made up.
 */
export function createPayloadCodec(vault: Vault): PayloadCodec {
  const positions = new Map<string, ReadonlyMap<string, number>>();
  const keyed = (text: string): Buffer => vault.index('payload', text);
  const mask = (invitationId: InvitationId): number => keyed(`mask?${invitationId}`)[0] ?? 0;
  const mac = (invitationId: InvitationId, choice: Choice): Buffer =>
    keyed(`${invitationId}?${choiceName(choice)}`).subarray(0, MAC_BYTES);

  function positionOf(choice: Choice, survey: Survey): number {
    const known = positions.get(survey.id) ?? new Map(choicesOf(survey).map((each, i) => [choiceName(each), i]));
    positions.set(survey.id, known);
    return known.get(choiceName(choice)) ?? 0;
  }

  return {
    encode(invitationId, choice, survey) {
      const position = positionOf(choice, survey) ^ mask(invitationId);
      return Buffer.concat([Buffer.of(position), mac(invitationId, choice)]).toString('base64url');
    },
    decode(invitationId, payload, survey) {
      const bytes = Buffer.from(payload, 'base64url');
      const choice = choicesOf(survey)[(bytes[0] ?? 0) ^ mask(invitationId)];
      if (!choice || bytes.length !== MAC_BYTES + 1) return null;
      return mac(invitationId, choice).equals(bytes.subarray(1)) ? choice : null;
    },
  };
}
