import { passwordFault, type PasswordFault } from '../../domain/password.ts';
import { hashPassword, verifyPassword } from '../../lib/password-hash.ts';
import { recordOf, type Manager, type PeopleParts } from './people-parts.ts';

export interface PasswordChange {
  readonly current: string;
  readonly password: string;
  readonly again: string;
}

/** Somebody who is signed in, in this session. */
export interface Self extends Manager {
  readonly email: string;
  readonly sessionId: string;
}

/** Null when changed: every other session ends then. */
export async function changePassword(
  parts: PeopleParts,
  self: Self,
  { current, password, again }: PasswordChange,
): Promise<PasswordFault | 'current-wrong' | null> {
  const stored = await parts.people.passwordHash(self.id);
  if (stored === null || !(await verifyPassword(stored, current))) return 'current-wrong';
  const fault = passwordFault(password, self.email) ?? (password === again ? null : 'again-differs');
  if (fault) return fault;
  await parts.people.savePassword(self.id, await hashPassword(password));
  await parts.people.endSessions(self.id, { except: self.sessionId });
  await recordOf(parts, self, 'password.changed', self);
  return null;
}
