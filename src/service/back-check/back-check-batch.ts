import type { Chat } from '../../domain/chat.ts';
import type { BackCheckId } from '../../domain/ids.ts';
import type { BackCheck, SealedBackCheck } from '../ports.ts';

/** Back-checks of one batch of conversations, as they change update by update. */
export class BackCheckBatch {
  readonly #checks = new Map<BackCheckId, BackCheck>();
  readonly #changed = new Set<BackCheckId>();
  readonly #ballots: SealedBackCheck[] = [];

  constructor(found: readonly BackCheck[]) {
    for (const check of found) this.#checks.set(check.id, check);
  }

  /** Those that this chat can answer, the last asked first. */
  openOf({ id }: Chat, now: Date): readonly BackCheck[] {
    return [...this.#checks.values()]
      .filter(({ status, chatId }) => status === 'asked' && chatId === id)
      .filter(({ expiresAt }) => expiresAt !== null && expiresAt > now)
      .toSorted((a, b) => timeOf(b) - timeOf(a));
  }

  put(check: BackCheck): void {
    this.#checks.set(check.id, check);
    this.#changed.add(check.id);
  }

  /** Both answers leave for the mix, and nothing of them stays. */
  answer(check: BackCheck, sealed: Buffer): void {
    this.#ballots.push({ provinceCode: check.provinceCode, sealed });
    this.put(ended(check, 'answered'));
  }

  /** Whoever wants nothing more is asked nothing more. */
  refuseAll({ id }: Chat): void {
    for (const check of [...this.#checks.values()].filter(({ chatId }) => chatId === id)) {
      this.put(ended(check, 'refused'));
    }
  }

  writes(): { readonly backChecks: readonly BackCheck[]; readonly backCheckBallots: readonly SealedBackCheck[] } {
    return {
      backChecks: [...this.#changed].flatMap((id) => this.#checks.get(id) ?? []),
      backCheckBallots: this.#ballots,
    };
  }
}

function timeOf({ askAfter }: BackCheck): number {
  return askAfter?.getTime() ?? 0;
}

/** Nothing leads to anybody any more, nor to the instant at which a survey was sealed. */
export function ended(check: BackCheck, status: BackCheck['status']): BackCheck {
  return {
    ...check,
    status,
    chatId: null,
    phoneIndex: null,
    unitCode: null,
    shortCode: null,
    tokenHash: null,
    sealed: null,
    askAfter: null,
    expiresAt: null,
  };
}
