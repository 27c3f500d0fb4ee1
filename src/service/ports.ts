/**
 * What use cases ask of the outside world: types only. Adapters in channel, queue and store implement them;
 * they meet in app.ts.
 *
 * Stores work in sets: load what a batch touches under lock, let a synchronous `decide` compute in memory,
 * write everything in the same transaction.
 */
export type * from './ports/accounts.ts';
export type * from './ports/audit.ts';
export type * from './ports/back-checks.ts';
export type * from './ports/ballots.ts';
export type * from './ports/channel.ts';
export type * from './ports/clock-and-codec.ts';
export type * from './ports/comments.ts';
export type * from './ports/conversations.ts';
export type * from './ports/draws.ts';
export type * from './ports/figures.ts';
export type * from './ports/imports.ts';
export type * from './ports/interference.ts';
export type * from './ports/improvements.ts';
export type * from './ports/ledger.ts';
export type * from './ports/letters.ts';
export type * from './ports/messages.ts';
export type * from './ports/people.ts';
export type * from './ports/person-requests.ts';
export type * from './ports/privacy.ts';
export type * from './ports/queues.ts';
export type * from './ports/register.ts';
export type * from './ports/sending-budget.ts';
export type * from './ports/sealed.ts';
export type * from './ports/settings.ts';
export type * from './ports/surveys.ts';
export type * from './ports/watch.ts';
export type * from './ports/webhooks.ts';
export type * from './ports/zalo-tokens.ts';
