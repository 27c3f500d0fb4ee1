import type { Clock, DossierStore, PosterAsk } from './ports.ts';

export interface AskParts {
  readonly dossiers: Pick<DossierStore, 'askAgain'>;
  readonly clock: Clock;
}

/**
 * Somebody entered a code at a unit's poster. Where the dossier's time has come and nobody could be reached yet, the
 * invitation goes down the ladder again, to the phone on file and in the usual hours: never to who asks, never a second
 * time. All else changes nothing, and nobody is told which it was.
 */
export function askInvitation({ dossiers, clock }: AskParts, asked: PosterAsk): Promise<void> {
  return dossiers.askAgain({ ...asked, at: clock.now() });
}
