import type { Quality } from './quotas.ts';
import { ZaloError } from './zalo-error.ts';

/** zalo.md §3.6: the longest value by kind of parameter. */
export const PARAM_LIMITS = {
  name: 30,
  phone: 15,
  address: 200,
  code: 30,
  label: 30,
  status: 30,
  contact: 50,
  product: 200,
  date: 20,
  url: 200,
} as const;

export interface TemplateParam {
  readonly name: string;
  readonly type: keyof typeof PARAM_LIMITS;
  readonly maxLength?: number;
  readonly minLength?: number;
  readonly acceptNull?: boolean;
}

/** One star of a rating template: its question and what may be ticked. */
export interface Star {
  readonly title: string;
  readonly question: string;
  readonly answers: readonly string[];
}

export interface TemplateDefinition {
  readonly id: string;
  readonly kind: 'custom' | 'rating';
  /** With parameters as `<name>`. */
  readonly text: string;
  readonly params: readonly TemplateParam[];
  /** `content` is an address with parameters as `<name>`. */
  readonly buttons?: readonly { readonly title: string; readonly content: string }[];
  /** Exactly five, of a rating. */
  readonly stars?: readonly Star[];
  readonly status?: 'ENABLE' | 'PENDING_REVIEW' | 'REJECT' | 'DISABLE';
  /** False: `-249` by user id. */
  readonly isUserCapable?: boolean;
  /** Messages of this template a day; null: no limit of its own. */
  readonly dailyLimit?: number | null;
}

export interface Template extends Required<TemplateDefinition> {
  quality: Quality;
  sentCount: number;
}

export const PRICES = { custom: 120, rating: 200 } as const;
const STATUS_NUMBERS = { ENABLE: 1, PENDING_REVIEW: 2, REJECT: 3, DISABLE: 4 } as const;
const DATE = /^(?:(?:\d{2}:\d{2}(?::\d{2})? )?\d{2}\/\d{2}\/\d{4}|\d{2}:\d{2}(?::\d{2})?|\d{2}\/\d{4})$/;
const PLACE = /<(\w+)>/g;

export class Templates {
  readonly #templates = new Map<string, Template>();

  add(definition: TemplateDefinition): Template {
    const template: Template = {
      buttons: [],
      stars: [],
      status: 'ENABLE',
      isUserCapable: true,
      dailyLimit: null,
      quality: 'UNDEFINED',
      sentCount: 0,
      ...definition,
    };
    checkDefinition(template);
    this.#templates.set(template.id, template);
    return template;
  }

  find(id: string): Template | null {
    return this.#templates.get(id) ?? null;
  }

  /** `status` as the API counts: 1 enabled to 4 disabled. */
  list(status?: number): readonly Template[] {
    const all = [...this.#templates.values()];
    return status === undefined ? all : all.filter((template) => STATUS_NUMBERS[template.status] === status);
  }

  /** @throws ZaloError -109, -131, -146, -147 */
  sendable(id: string): Template {
    const template = this.find(id);
    if (!template) throw new ZaloError(-109);
    if (template.status !== 'ENABLE') throw new ZaloError(-131);
    if (template.quality === 'LOW') throw new ZaloError(-146);
    if (template.dailyLimit !== null && template.sentCount >= template.dailyLimit) throw new ZaloError(-147);
    return template;
  }
}

/** @throws ZaloError -111, -112, -1121, -1122, -1124, -1131 */
export function checkData(template: Template, data: Readonly<Record<string, string>>): void {
  if (template.params.length > 0 && Object.keys(data).length === 0) throw new ZaloError(-111);
  const unknown = Object.keys(data).find((name) => !template.params.some((param) => param.name === name));
  if (unknown !== undefined) throw new ZaloError(-1122, unknown);
  for (const param of template.params) checkParam(param, data[param.name], isInButton(template, param.name));
}

/** Lengths in UTF-16 units as they came: whoever sends NFD pays for it. */
function checkParam(param: TemplateParam, value: string | undefined, inButton: boolean): void {
  const { name, type, maxLength = PARAM_LIMITS[type], minLength = 0, acceptNull = false } = param;
  if (value === undefined || value === '') {
    if (acceptNull) return;
    throw new ZaloError(-1122, name);
  }
  if (value.length > maxLength) throw new ZaloError(-1121, name);
  if (value.length < minLength) throw new ZaloError(-1124, name);
  if (type === 'date' && !DATE.test(value)) throw new ZaloError(-1124, name);
  if (/[\r\n\t]/.test(value)) throw new ZaloError(-112, name);
  if (inButton && /[\s<>]/.test(value)) throw new ZaloError(-1131, name);
}

/** What the citizen reads. */
export function renderTemplate(text: string, data: Readonly<Record<string, string>>): string {
  return text.replace(PLACE, (_place, name: string) => data[name] ?? '');
}

/** `template/info/v2` (zalo.md §3.4). */
export function toInfo(template: Template): object {
  const price = PRICES[template.kind];
  return {
    templateId: template.id,
    templateName: `template ${template.id}`,
    status: template.status,
    listParams: template.params.map(({ name, type, maxLength, minLength = 0, acceptNull = false }) => ({
      name,
      require: !acceptNull,
      type: type === 'date' ? 'DATE' : 'STRING',
      maxLength: maxLength ?? PARAM_LIMITS[type],
      minLength,
      acceptNull,
    })),
    listButtons: template.buttons.map(({ title, content }) => ({ type: 1, title, content })),
    timeout: 7_200_000,
    previewUrl: `https://account.zalo.cloud/znspreview/${template.id}`,
    templateQuality: template.quality,
    templateTag: template.kind === 'rating' ? 'CUSTOMER_CARE' : 'TRANSACTION',
    price: String(price),
    price_sdt: String(price),
    price_uid: String(price / 2),
  };
}

export function toListing({ id, status, quality }: Template): object {
  return {
    templateId: id,
    templateName: `template ${id}`,
    createdTime: 1_763_800_000_000,
    status,
    templateQuality: quality,
  };
}

function isInButton({ buttons }: Template, name: string): boolean {
  return buttons.some(({ content }) => content.includes(`<${name}>`));
}

/** What Zalo's review would send back (zalo.md §3.5, §3.6). */
function checkDefinition({ id, kind, text, params, buttons, stars }: Template): void {
  const named = new Set(params.map(({ name }) => name));
  const used = [text, ...buttons.map(({ content }) => content)].flatMap((each) =>
    [...each.matchAll(PLACE)].map((match) => match[1] ?? ''),
  );
  const problems = [
    [used.some((name) => !named.has(name)), 'a place without a parameter'],
    [[...named].some((name) => !/^[a-z][a-z0-9_]*$/.test(name)), 'a parameter that is not snake_case'],
    [/https?:\/\/|www\./.test(text), 'a link in the text'],
    [buttons.length > 2, 'more than two buttons'],
    [buttons.some(({ title }) => title.length < 5 || title.length > 30), 'a button of other than 5 to 30 letters'],
    [kind === 'rating' && stars.length !== 5, 'a rating of other than five stars'],
    [stars.some(({ answers }) => answers.length > 5), 'more than five answers under a star'],
  ] as const;
  const found = problems.find(([isWrong]) => isWrong);
  if (found) throw new Error(`Template ${id} has ${found[1]}.`);
}
