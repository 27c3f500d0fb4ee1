/** Every message that goes out to citizens by itself or in answer to them, in the order in which they meet it. */
export const SENT_TEXTS = [
  'invite',
  'apology',
  'invite-refused',
  'invite-bereaved',
  'question',
  'comment',
  'not-understood',
  'reminder',
  'farewell',
  'slip-answered',
  'slip-discarded',
  'back-check-own',
  'back-check-prompted',
  'back-check-thanks',
  'confirm-stop',
  'stopped',
  'resumed',
  'discarded',
  'wrong-dossier',
  'help',
] as const;
export type SentText = (typeof SENT_TEXTS)[number];
