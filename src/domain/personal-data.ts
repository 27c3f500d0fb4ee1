import type { RetentionKind } from './retention.ts';

/**
 * How a column says what it says: what is sealed and keyed hashes mean nothing without a key that is not in the database,
 * a random id nothing without the row that it stands for.
 */
export type Form = 'plain' | 'sealed' | 'keyed-hash' | 'password-hash' | 'random-id';

export type Kept =
  | { readonly kind: 'days'; readonly by: RetentionKind }
  /** Until the survey is sealed or closed. */
  | { readonly kind: 'survey' }
  /** As long as the dossier, the account, the refusal or what somebody has to decide stands. */
  | { readonly kind: 'standing' };

export interface PersonalColumn {
  /** `schema.table.column` */
  readonly column: string;
  readonly of: 'citizen' | 'staff';
  readonly form: Form;
  readonly kept: Kept;
}

const days = (by: RetentionKind): Kept => ({ kind: 'days', by });
const SURVEY: Kept = { kind: 'survey' };
const STANDING: Kept = { kind: 'standing' };

function columns(of: 'citizen' | 'staff', form: Form, kept: Kept, names: readonly string[]): readonly PersonalColumn[] {
  return names.map((column) => ({ column, of, form, kept }));
}

/** Every column that holds something about a person; what is not here holds codes, counts and times of dossiers. */
export const PERSONAL_DATA: readonly PersonalColumn[] = [
  ...columns('citizen', 'sealed', days('contact'), ['register.dossier.phone_sealed']),
  ...columns('citizen', 'keyed-hash', days('contact'), [
    'register.dossier.phone_index',
    'register.dossier.slip_owner',
    'register.invitation.phone_index',
  ]),
  ...columns('citizen', 'random-id', days('contact'), ['register.invitation.chat_id']),
  ...columns('citizen', 'plain', days('contact'), [
    'register.invitation.consent_version',
    'register.dossier.late_reason',
  ]),
  ...columns('citizen', 'plain', STANDING, ['register.dossier.code', 'register.webhook_delivery.body']),
  ...columns('citizen', 'sealed', days('chat'), ['register.chat.address_sealed']),
  ...columns('citizen', 'keyed-hash', days('chat'), ['register.chat.address_index', 'register.chat.phone_index']),
  ...columns('citizen', 'random-id', days('chat'), ['register.chat.focus_id']),
  ...columns('citizen', 'sealed', SURVEY, [
    'register.draft.sealed',
    'ballot.mix.sealed',
    'register.back_check.sealed',
    'ballot.back_check_mix.sealed',
  ]),
  ...columns('citizen', 'keyed-hash', SURVEY, ['register.draft.tracking_index']),
  ...columns('citizen', 'sealed', days('message'), ['register.message.sealed']),
  ...columns('citizen', 'random-id', days('message'), ['register.message.chat_id']),
  ...columns('citizen', 'random-id', SURVEY, ['register.back_check.chat_id']),
  ...columns('citizen', 'keyed-hash', SURVEY, ['register.back_check.phone_index']),
  ...columns('citizen', 'sealed', days('file'), ['register.import_piece.sealed']),
  ...columns('citizen', 'sealed', days('setAside'), ['register.dead_update.sealed']),
  ...columns('citizen', 'sealed', STANDING, ['register.person_request.phone_sealed']),
  ...columns('citizen', 'keyed-hash', STANDING, [
    'register.suppression.index',
    'ballot.response.withdrawal_index',
    'ballot.ledger_leaf.receipt_index',
    'ballot.withdrawal.index',
  ]),
  ...columns('citizen', 'plain', days('comment'), [
    'ballot.response.comment',
    'ballot.published_comment.text',
    'ballot.published_comment.folded',
  ]),
  ...columns('staff', 'plain', STANDING, [
    'register.dossier.officer',
    'register.finding.officer',
    'console.user.name',
    'console.user.email',
    'console.user.image',
    'console.session.ip_address',
    'console.session.user_agent',
  ]),
  ...columns('staff', 'keyed-hash', STANDING, ['register.staff_phone.index']),
  ...columns('staff', 'keyed-hash', days('attempt'), ['console.sign_in_attempt.index']),
  ...columns('staff', 'password-hash', STANDING, ['console.account.password']),
  ...columns('staff', 'random-id', days('file'), ['register.import.actor']),
  ...columns('staff', 'random-id', STANDING, [
    'register.correction.actor',
    'register.survey_draft.changed_by',
    'console.improvement.author',
    'console.audit_entry.actor',
    'console.audit_entry.subject',
  ]),
];
