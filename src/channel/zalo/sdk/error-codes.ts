/**
 * refresh-token        the access token is refused: renew it once and try once more
 * back-off             later; nothing is wrong with the message
 * defer-to-morning     not at night
 * defer-to-next-day    a quota is used up
 * citizen-for-good     never again to this citizen on this channel
 * window-closed        no chat message reaches them now: use a template, or the phone number
 * operator             somebody must change something at Zalo or in the settings
 * our-bug              the request is wrong and stays so
 */
export type ErrorClass =
  | 'refresh-token'
  | 'back-off'
  | 'defer-to-morning'
  | 'defer-to-next-day'
  | 'citizen-for-good'
  | 'window-closed'
  | 'operator'
  | 'our-bug';

/** `oa`: openapi.zalo.me; `zbs`: business.openapi.zalo.me. Both say -100 and mean different things. */
export type Family = 'oa' | 'zbs';

export type ErrorCodes = Readonly<Record<ErrorClass, readonly (readonly [code: number, meaning: string])[]>>;

/** Wire reference 2.2. */
const OA: ErrorCodes = {
  'refresh-token': [
    [-216, 'access token invalid'],
    [-220, 'access token expired or unavailable'],
  ],
  'back-off': [
    [-32, 'rate limit exceeded'],
    [-200, 'sending failed'],
  ],
  'defer-to-morning': [[-234, 'not allowed from 22:00 to 06:00']],
  'defer-to-next-day': [
    [-211, 'out of quota'],
    [-218, "recipient's quota used up"],
  ],
  'citizen-for-good': [
    [-217, "user blocked the account's invitations"],
    [-227, 'user banned or inactive for 45 days'],
    [-244, 'user restricted this message type'],
  ],
  'window-closed': [
    [-213, 'user has not followed the account, which this message type needs'],
    [-230, 'no interaction in the last 7 days'],
    [-232, 'no interaction yet, or the last one expired'],
    [-249, 'template cannot be sent by user id: the phone number is left'],
  ],
  operator: [
    [-204, 'account disabled'],
    [-205, 'account does not exist'],
    [-209, 'app not activated for the API'],
    [-212, 'account or app not registered for this API'],
    [-219, 'app removed or disabled'],
    [-221, 'account not verified'],
    [-223, 'account has not authorised this API to the app'],
    [-224, 'account tier too low'],
    [-235, 'account type unsupported'],
    [-242, 'bad appsecret_proof'],
    [-248, 'violates platform policy'],
    [-320, 'a ZCA account is needed'],
    [-321, 'ZCA account out of money'],
  ],
  'our-bug': [
    [-100, 'attachment id expired or unknown; we attach none'],
    [-201, 'a parameter is invalid'],
    [-210, 'a parameter exceeds its limit'],
    [-214, 'article still processing; we publish none'],
    [-233, 'message type unsupported'],
    [-237, 'group chat; we use none'],
    [-238, 'group chat; we use none'],
    [-240, 'this API was shut down'],
    [-241, 'group chat; we use none'],
    [-403, 'group chat; we use none'],
  ],
};

/** Wire reference 3.7. */
const ZBS: ErrorCodes = {
  'refresh-token': [[-124, 'access token invalid']],
  'back-off': [[-100, 'unknown error']],
  'defer-to-morning': [[-133, 'not allowed at night']],
  'defer-to-next-day': [
    [-144, "account's daily limit reached"],
    [-147, "template's daily limit reached"],
    [-1441, "account's monthly promotion limit reached"],
  ],
  'citizen-for-good': [
    [-108, 'phone number invalid'],
    [-110, "recipient's Zalo version unsupported"],
    [-114, 'user cannot receive: inactive, opted out, old app'],
    [-118, 'Zalo account absent or disabled'],
    [-119, 'Zalo account cannot receive'],
    [-139, 'user refused this type of message'],
    [-140, 'user not eligible'],
    [-141, 'user refused messages of this account'],
  ],
  'window-closed': [],
  operator: [
    [-101, 'app invalid'],
    [-102, 'app invalid'],
    [-103, 'app invalid'],
    [-104, 'app invalid'],
    [-105, 'app invalid'],
    [-109, 'template id invalid'],
    [-115, 'out of balance or quota'],
    [-117, 'no permission for the template'],
    [-120, 'account lacks permission'],
    [-125, 'account id invalid'],
    [-126, 'development quota used up'],
    [-127, 'test messages go to admins only'],
    [-131, 'template not approved'],
    [-135, 'account may not send by phone'],
    [-136, 'a link to a ZBS or ZCA account is needed'],
    [-137, 'charge failed'],
    [-138, 'app lacks permission'],
    [-145, 'account may not send this type'],
    [-146, 'template disabled for low quality'],
    [-148, 'journey or newer policy'],
    [-149, 'journey or newer policy'],
    [-150, 'journey or newer policy'],
    [-151, 'journey or newer policy'],
    [-152, 'journey or newer policy'],
    [-153, 'journey or newer policy'],
    [-158, 'journey or newer policy'],
    [-159, 'journey or newer policy'],
    [-160, 'journey or newer policy'],
    [-161, 'journey or newer policy'],
    [-162, 'journey or newer policy'],
    [-1241, 'bad appsecret_proof'],
    [-1351, 'account blocked for violation'],
    [-1381, 'app lacks permission'],
  ],
  'our-bug': [
    [-106, 'method unsupported'],
    [-107, 'message id invalid'],
    [-111, 'template data empty'],
    [-112, 'template data invalid'],
    [-113, 'button invalid'],
    [-116, 'text invalid'],
    [-121, 'body empty'],
    [-122, 'body malformed'],
    [-123, 'RSA'],
    [-130, 'content too long'],
    [-132, 'parameter invalid'],
    [-1121, 'parameter too long'],
    [-1122, 'parameter missing'],
    [-1123, 'QR code'],
    [-1124, 'parameter of the wrong format'],
    [-1131, 'button invalid'],
    [-1132, 'button invalid'],
    [-1471, 'promotion limit of the user; we send none'],
    [-1472, 'promotion limit of the user; we send none'],
  ],
};

export const ERROR_CODES: Readonly<Record<Family, ErrorCodes>> = { oa: OA, zbs: ZBS };
