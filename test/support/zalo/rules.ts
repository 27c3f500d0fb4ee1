/** What sources disagree on or do not say (zalo.md §12); strict unless told, and changed while it runs. */
export interface Rules {
  /** ZBS by phone between 22:00 and 06:00: `-133`. */
  nightRule: boolean;
  /** `plain`: text beside the buttons; `button-template`: `template_type` and the text inside the payload. */
  buttonForm: 'plain' | 'button-template';
  receiptSender: 'oa' | 'user';
  /** `oa_send_*` for what the service sends. */
  echoes: boolean;
  receipts: boolean;
  ratingMethod: 'POST' | 'GET';
  /** Whether a rating counts as an interaction. */
  ratingOpensWindow: boolean;
  requiresProof: boolean;
  requiresPkce: boolean;
  submitInfoForm: 'new' | 'old';
  /** The first term of the webhook's mac. */
  macFirst: 'app-id' | 'oa-id';
}

export const STRICT_RULES: Rules = {
  nightRule: true,
  buttonForm: 'plain',
  receiptSender: 'oa',
  echoes: true,
  receipts: true,
  ratingMethod: 'POST',
  ratingOpensWindow: false,
  requiresProof: false,
  requiresPkce: true,
  submitInfoForm: 'new',
  macFirst: 'app-id',
};
