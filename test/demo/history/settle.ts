import { newDraft, type Draft } from '../../../src/domain/conversation/draft.ts';
import type { ConversationWrites } from '../../../src/service/ports.ts';
import type { Invitation } from '../../../src/domain/invitation.ts';
import { addDays } from '../../../src/lib/calendar.ts';
import type { Vault } from '../../../src/lib/vault.ts';
import { sealBallot } from '../../../src/service/conversation/seal-ballot.ts';
import type { InvitedThread } from '../../../src/service/conversation/thread.ts';
import { dice, type Dice } from './dice.ts';
import { fateOf, type Fate } from './fate.ts';
import { opinionOf } from './opinion.ts';
import type { PlannedDossier } from './plan-history.ts';

type Completed = Pick<InvitedThread, 'dossier' | 'unit' | 'tone' | 'procedureName'>;

export interface Settled {
  readonly invitation: Invitation;
  readonly ballot: ConversationWrites['ballots'][number] | null;
}

interface Setting {
  readonly vault: Vault;
  readonly zone: string;
  readonly today: string;
}

const INVITED_AFTER_MS = 2 * 3_600_000;

/** Lets a whole survey pass: an armed invitation becomes a closed one, with a ballot when something was answered. */
export function settle(armed: Invitation, planned: PlannedDossier, completed: Completed, setting: Setting): Settled {
  const chance = dice(planned.seed);
  if (armed.exclusion !== null) return { invitation: closed(armed, 'excluded', 0, setting), ballot: null };
  const fate = fateOf(planned.commune, planned.phone !== null, chance);
  const invitation = lived(armed, planned, fate, chance, setting);
  return { invitation, ballot: ballotOf(invitation, planned, fate.rating, completed, chance, setting) };
}

function lived(armed: Invitation, planned: PlannedDossier, fate: Fate, chance: Dice, setting: Setting): Invitation {
  const answered = fate.reason === 'finished' || fate.reason === 'partial';
  const days = answered || fate.reason === 'declined' ? chance.pick(DAYS_TO_ANSWER) : 7;
  const asked = fate.channel === null ? null : new Date(planned.completedAt.getTime() + INVITED_AFTER_MS);
  return {
    ...closed(armed, fate.reason, fate.reason === 'partial' ? 7 : days, setting),
    channel: fate.channel,
    proof: fate.proof,
    invitedAt: asked,
    deliveredAt: fate.isDelivered ? asked : null,
    startedOn: answered ? earlier(addDays(armed.completedOn, days), setting.today) : null,
  };
}

const DAYS_TO_ANSWER: readonly (readonly [number, number])[] = [
  [0, 60],
  [1, 22],
  [2, 12],
  [4, 6],
];

function closed(armed: Invitation, reason: Fate['reason'], afterDays: number, { today }: Setting): Invitation {
  return {
    ...armed,
    status: 'closed',
    closeReason: reason,
    closedOn: earlier(addDays(armed.completedOn, afterDays), today),
  };
}

function earlier(day: string, today: string): string {
  return day < today ? day : today;
}

function ballotOf(
  invitation: Invitation,
  planned: PlannedDossier,
  rating: Fate['rating'],
  completed: Completed,
  chance: Dice,
  { vault }: Setting,
): Settled['ballot'] {
  const { closeReason, late, filedVia, surveyId } = invitation;
  if (closeReason !== 'finished' && closeReason !== 'partial') return null;
  const isPartial = closeReason === 'partial';
  const experience = { late, filedVia, isPartial, rating, answeredAt: planned.completedAt };
  const opinion = opinionOf(planned.commune, experience, chance);
  const locale = chance.chance(0.03) ? 'en' : 'vi';
  const draft: Draft = { ...newDraft(surveyId, locale, ''), phase: { kind: 'done' }, ...opinion };
  return sealBallot({ ...completed, invitation, draft }, closeReason, vault);
}
