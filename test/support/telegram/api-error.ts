/** An answer `{"ok":false,...}`. */
export class ApiError extends Error {
  readonly status: number;
  readonly description: string;
  readonly retryAfterS: number | null;

  constructor(status: number, description: string, retryAfterS: number | null = null) {
    super(description);
    this.status = status;
    this.description = description;
    this.retryAfterS = retryAfterS;
  }
}

/** The exact texts of the official server (telegram-bot-api, Client.cpp). */
export const TEXTS = {
  blocked: 'Forbidden: bot was blocked by the user',
  deactivated: 'Forbidden: user is deactivated',
  neverStarted: "Forbidden: bot can't initiate conversation with a user",
  chatUnknown: 'Bad Request: chat not found',
  chatMissing: 'Bad Request: chat_id is empty',
  textEmpty: 'Bad Request: message text is empty',
  textTooLong: 'Bad Request: message is too long',
  buttonData: 'Bad Request: BUTTON_DATA_INVALID',
  buttonKind: "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
  notModified:
    'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
  editMissing: 'Bad Request: message to edit not found',
  editForbidden: "Bad Request: message can't be edited",
  deleteMissing: 'Bad Request: message to delete not found',
  queryTooOld: 'Bad Request: query is too old and response timeout expired or query ID is invalid',
  unauthorised: 'Unauthorized',
  notFound: 'Not Found',
  methodNotFound: 'Not Found: method not found',
  webhookActive:
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
  otherPoller: 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
  webhookHttps: 'Bad Request: bad webhook: An HTTPS URL must be provided for webhook',
  webhookPort: 'Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443',
  webhookSecret: 'Bad Request: secret token contains unallowed characters',
} as const;

export function badRequest(description: string): ApiError {
  return new ApiError(400, description);
}

export function tooManyRequests(retryAfterS: number): ApiError {
  return new ApiError(429, `Too Many Requests: retry after ${retryAfterS}`, retryAfterS);
}
