import { isShared, type Chat } from '../../domain/chat.ts';
import type { Reply } from '../../domain/conversation/reply.ts';
import { readCommand, type Command } from '../../domain/typed/read-command.ts';
import { readYesNo } from '../../domain/typed/read-yes-no.ts';
import { optOut } from './opt-out.ts';
import { FRESH, sayReplies } from './say-replies.ts';
import type { Scene } from './scene.ts';

/** What a text means when no survey is open; where people write to staff too, only a wish to stop is answered. */
export function answerOutside(text: string, chat: Chat, scene: Scene): void {
  const command = readCommand(text, 'outside');
  const isStop = command?.kind === 'stop' || (chat.askedToStop && isYes(text, command));
  if (isStop) return sayReplies([{ kind: 'stopped' }], optOut(chat, scene), null, FRESH, scene);
  const speaker = scene.batch.putChat({
    ...chat,
    language: command?.kind === 'language' ? command.locale : chat.language,
    askedToStop: command?.kind === 'confirm-stop',
  });
  const reply = replyTo(command);
  if (isShared(chat.channel) && reply.kind !== 'confirm-stop') return;
  sayReplies([reply], speaker, null, FRESH, scene);
}

/** Saying a doubtful "stop" again, to the question about it, means yes. */
function isYes(text: string, command: Command | null): boolean {
  return readYesNo(text) === true || command?.kind === 'confirm-stop';
}

function replyTo(command: Command | null): Reply {
  switch (command?.kind) {
    case 'confirm-stop':
    case 'help':
    case 'human':
      return { kind: command.kind };
    default:
      return { kind: 'nothing-open' };
  }
}
