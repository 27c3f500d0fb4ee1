import { z } from 'zod';

const UserId = z.string().regex(/^\d{6,20}$/);
const Recipient = z.strictObject({ user_id: UserId });
const HttpsUrl = z.url({ protocol: /^https?$/ });
const Title = z.string().min(1);
const PhoneCode = z.string().regex(/^\+?84\d{8,10}$/);

export const Button = z.discriminatedUnion('type', [
  z.strictObject({ title: Title, type: z.literal('oa.open.url'), payload: z.strictObject({ url: HttpsUrl }) }),
  z.strictObject({ title: Title, type: z.enum(['oa.query.show', 'oa.query.hide']), payload: z.string().min(1) }),
  z.strictObject({
    title: Title,
    type: z.literal('oa.open.phone'),
    payload: z.strictObject({ phone_code: PhoneCode }),
  }),
  z.strictObject({
    title: Title,
    type: z.literal('oa.open.sms'),
    payload: z.strictObject({ phone_code: PhoneCode, content: z.string() }),
  }),
]);
export type Button = z.infer<typeof Button>;

/** zalo.md §1.2 and §1.3 */
const TextMessage = z.strictObject({ text: z.string().min(1), quote_message_id: z.string().min(1).optional() });

/** §1.4, the form that runs in production elsewhere. */
const PlainButtons = z.strictObject({
  text: z.string().min(1),
  attachment: z.strictObject({
    type: z.literal('template'),
    payload: z.strictObject({ buttons: z.array(Button).min(1) }),
  }),
});

/** §1.4, the other form. */
const ButtonTemplate = z.strictObject({
  attachment: z.strictObject({
    type: z.literal('template'),
    payload: z.strictObject({
      template_type: z.literal('button'),
      text: z.string().min(1),
      buttons: z.array(Button).min(1),
    }),
  }),
});

/** §1.6 */
const RequestInfo = z.strictObject({
  attachment: z.strictObject({
    type: z.literal('template'),
    payload: z.strictObject({
      template_type: z.literal('request_user_info'),
      elements: z
        .array(z.strictObject({ title: z.string().min(1), subtitle: z.string().min(1), image_url: HttpsUrl }))
        .length(1),
    }),
  }),
});

function cs<Buttons extends z.ZodType>(buttons: Buttons) {
  return z.strictObject({ recipient: Recipient, message: z.union([TextMessage, buttons, RequestInfo]) });
}

/** One for each form of the buttons: the fake knows one at a time. */
export const CsMessage = { plain: cs(PlainButtons), 'button-template': cs(ButtonTemplate) } as const;
export type CsMessage = z.infer<(typeof CsMessage)['plain']> | z.infer<(typeof CsMessage)['button-template']>;

/** §1.8 */
export const Reaction = z.strictObject({
  recipient: Recipient,
  sender_action: z.strictObject({ react_icon: z.string().min(1), react_message_id: z.string().min(1) }),
});

/** §3.1: `tracking_id` is required there; anything beyond letters, digits, `_`, `-` and `.` is advised against. */
const Template = {
  template_id: z.string().regex(/^\w+$/),
  template_data: z.record(z.string(), z.string()),
};
const TrackedTemplate = {
  ...Template,
  tracking_id: z.string().regex(/^[\w.-]+$/),
  sending_mode: z.enum(['1', '3']).optional(),
  mode: z.literal('development').optional(),
};
export const TemplateByPhone = z.strictObject({ phone: z.string(), ...TrackedTemplate });
export const TemplateByHash = z.strictObject({ hash_phone: z.string(), ...TrackedTemplate });
/** §3.3: without `tracking_id`. */
export const TemplateByUser = z.strictObject({ user_id: UserId, ...Template });
export type TrackedTemplate = Omit<z.infer<typeof TemplateByPhone>, 'phone'>;

/** §1.10 */
export const QuotaQuestion = z.union([
  z.strictObject({ user_id: UserId }),
  z.strictObject({ quota_owner: z.string(), product_type: z.string(), quota_type: z.string() }),
]);

export const UserQuestion = z.strictObject({ user_id: UserId });
export const StatusQuestion = z.strictObject({ message_id: z.string().min(1) });
export const TemplateQuestion = z.strictObject({ template_id: z.string().min(1) });
export const Nothing = z.strictObject({});

const Whole = z.coerce.number().int().min(0);
export const TemplatePage = z.strictObject({
  offset: Whole,
  limit: Whole.max(100),
  status: Whole.min(1).max(4).optional(),
  filterPreset: Whole.max(1).optional(),
});
/** §3.5: milliseconds. */
export const RatingPage = z.strictObject({
  template_id: z.coerce.string().min(1),
  from_time: Whole,
  to_time: Whole,
  offset: Whole,
  limit: Whole.min(1).max(10_000),
});

/** §4: forms. */
export const TokenRequest = z.discriminatedUnion('grant_type', [
  z.strictObject({
    grant_type: z.literal('authorization_code'),
    app_id: z.string().min(1),
    code: z.string().min(1),
    code_verifier: z.string().length(43).optional(),
  }),
  z.strictObject({
    grant_type: z.literal('refresh_token'),
    app_id: z.string().min(1),
    refresh_token: z.string().min(1),
  }),
]);
export const ConsentRequest = z.strictObject({
  app_id: z.string().min(1),
  redirect_uri: z.url(),
  code_challenge: z.string().length(43).optional(),
  state: z.string().optional(),
});
