import { ruleAttempt, type AttemptRuling } from '../domain/lock-out.ts';
import { retentionMs } from '../domain/retention.ts';
import type { Vault } from '../lib/vault.ts';
import type { AttemptStore, Clock } from './ports.ts';

export interface GuardParts {
  readonly attempts: AttemptStore;
  readonly vault: Pick<Vault, 'index'>;
  readonly clock: Clock;
}

/**
 * Asks before a password is looked at. The try counts as wrong until `welcome` says otherwise, for known and
 * unknown addresses alike; processes count together.
 */
export async function guardSignIn({ attempts, vault, clock }: GuardParts, email: string): Promise<AttemptRuling> {
  const now = clock.now();
  const index = indexOf(vault, email);
  // Whoever has to wait costs one look and no lock.
  const first = ruleAttempt(await attempts.find(index), now);
  if (first.kind === 'locked') return first;
  await attempts.forget(new Date(now.getTime() - retentionMs('attempt')));
  return attempts.update(index, (before) => {
    const ruling = ruleAttempt(before, now);
    return { ruling, next: ruling.kind === 'free' ? ruling.next : null };
  });
}

/** The password was right: the count starts anew. */
export async function welcome(
  { attempts, vault }: Pick<GuardParts, 'attempts' | 'vault'>,
  email: string,
): Promise<void> {
  await attempts.clear(indexOf(vault, email));
}

function indexOf(vault: GuardParts['vault'], email: string): Buffer {
  return vault.index('sign-in', email.trim().toLowerCase());
}
