import { Prisma } from './generated/client.ts';

// Chats, then dossiers, then invitations, then messages, each in the order of ids: who keeps to it meets no deadlock.

/** Waits for its turn. Weaker than FOR UPDATE: foreign keys of other transactions may still point here. */
export const LOCK = Prisma.raw('FOR NO KEY UPDATE');

/** Passes over what another transaction holds. */
export const LOCK_FREE = Prisma.raw('FOR NO KEY UPDATE SKIP LOCKED');
