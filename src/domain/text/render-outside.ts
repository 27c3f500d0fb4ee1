import type { Reply } from '../conversation/reply.ts';
import type { ChannelName } from '../invitation.ts';
import type { Locale } from '../locale.ts';
import { chatText } from './chat-text.ts';
import type { Rendered } from './rendered.ts';
import type { Saying } from './saying.ts';
import { wordPrivacy } from './word-opening.ts';

/** Words for replies outside any survey: no dossier is known, so none is mentioned and no button has a meaning. */
export function renderOutside(reply: Reply, { channel, locale }: Pick<Saying, 'channel' | 'locale'>): Rendered {
  const { guide, stop, survey, invite } = chatText(locale);
  switch (reply.kind) {
    case 'welcome':
      return askForPhone([guide.welcome, guide.howToStart, invite.neverAsked]);
    case 'phone-not-own':
      return askForPhone([guide.phoneNotOwn]);
    case 'phone-saved':
      return say([guide.phoneSaved]);
    case 'unknown-slip':
      return say([guide.unknownSlip]);
    case 'nothing-for-phone':
      return say([guide.nothingForPhone]);
    case 'held-elsewhere':
      return say([guide.heldElsewhere]);
    case 'already-closed':
      return say([survey.alreadyClosed]);
    case 'confirm-stop':
      return say([stop.confirm, stop.typed]);
    case 'stopped':
      return say([stop.stopped]);
    case 'resumed':
      return say([stop.resumed]);
    case 'help':
      return say([wordHelp(channel, locale)]);
    case 'human':
      return say([guide.human, guide.humanPortal]);
    default:
      return askForPhone([guide.nothingOpen, guide.howToStart]);
  }
}

export function wordHelp(channel: ChannelName, locale: Locale): string {
  const { guide, invite } = chatText(locale);
  return [guide.help, wordPrivacy(channel, locale), invite.neverAsked].join(' ');
}

export function say(sentences: readonly string[], buttons: Rendered['buttons'] = []): Rendered {
  return { text: sentences.join(' '), buttons, asksForPhone: false };
}

function askForPhone(sentences: readonly string[]): Rendered {
  return { ...say(sentences), asksForPhone: true };
}
