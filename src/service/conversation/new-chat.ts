import { phoneAddress, type Chat } from '../../domain/chat.ts';
import type { ChatId, Fingerprint } from '../../domain/ids.ts';
import type { ChannelName } from '../../domain/invitation.ts';
import { newId } from '../../lib/new-id.ts';
import { addressIndex, phoneIndex } from '../fingerprint.ts';
import type { Scene } from './scene.ts';

interface Place {
  readonly channel: ChannelName;
  readonly account: string;
  readonly address: string;
}

/** Somebody who has just come by. */
export function newChat({ channel, account, address }: Place, index: Fingerprint, scene: Scene): Chat {
  const id = newId<ChatId>();
  return {
    id,
    channel,
    account,
    addressIndex: index,
    addressSealed: scene.vault.seal('address', id, address),
    // Many Vietnamese run their phones in English: the dossier's language and the citizen's choice count.
    language: 'vi',
    phoneIndex: null,
    blockedAt: null,
    optedOutAt: scene.batch.isSuppressed(index) ? scene.now : null,
    focusId: null,
    askedToStop: false,
    lastInboundAt: scene.now,
    templateOnly: false,
    codeMisses: 0,
    codeMissedOn: null,
  };
}

/** A telephone number that templates are sent to; nobody is ever heard of there. @param e164 the number on file */
export function newPhoneChat(channel: ChannelName, account: string, e164: string, scene: Scene): Chat {
  const address = phoneAddress(e164);
  const index = addressIndex(scene.vault, channel, account, address);
  const chat = newChat({ channel, account, address }, index, scene);
  return { ...chat, phoneIndex: phoneIndex(scene.vault, e164), templateOnly: true, lastInboundAt: NEVER };
}

const NEVER = new Date(0);
