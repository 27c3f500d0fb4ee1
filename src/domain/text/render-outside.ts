import type { Reply } from '../conversation/reply.ts';
import type { Locale } from '../locale.ts';
import { chatText } from './chat-text.ts';
import type { Rendered } from './rendered.ts';

/** Words for replies outside any survey: no dossier is known, so none is mentioned and no button has a meaning. */
export function renderOutside(reply: Reply, locale: Locale): Rendered {
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
      return say([guide.help, guide.unseen]);
    case 'human':
      return say([guide.human, guide.humanPortal]);
    default:
      return askForPhone([guide.nothingOpen, guide.howToStart]);
  }
}

export function say(sentences: readonly string[], buttons: Rendered['buttons'] = []): Rendered {
  return { text: sentences.join(' '), buttons, asksForPhone: false };
}

function askForPhone(sentences: readonly string[]): Rendered {
  return { ...say(sentences), asksForPhone: true };
}
