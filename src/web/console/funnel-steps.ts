/** From completed dossiers to finished surveys, each over the step before. */
export const FUNNEL_STEPS = ['completed', 'eligible', 'invited', 'delivered', 'started', 'finished'] as const;
export type FunnelStepKey = (typeof FUNNEL_STEPS)[number];

/** What a small ward could trace back to people. */
export const TELLING_STEPS: ReadonlySet<FunnelStepKey> = new Set(['started', 'finished']);
