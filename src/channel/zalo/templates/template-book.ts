import { summary, ZaloError } from '../sdk/zalo-error.ts';
import { TEMPLATE_NAMES, type TemplateName } from '../../../domain/message.ts';
import type { Clock } from '../../../service/ports.ts';
import type { TemplateInfo } from '../sdk/answers.ts';
import type { ZaloTemplates } from '../sdk/templates.ts';
import { fitParameters } from './fit-parameters.ts';

/** A template of the settings. */
export interface TemplateSetting {
  readonly id: string;
  /** A value, as long as they get, for every parameter that our messages offer; what a template asks beyond it fails. */
  readonly sample: Readonly<Record<string, string>>;
}

export type TemplateSettings = Readonly<Partial<Record<TemplateName, TemplateSetting>>>;

export interface TemplateBookOptions {
  readonly templates: Pick<ZaloTemplates, 'info'>;
  readonly settings: TemplateSettings;
  readonly clock: Clock;
}

export interface TemplateFault {
  readonly name: TemplateName;
  readonly problems: readonly string[];
}

const KNOWN_FOR_MS = 60 * 60_000;

/** What Zalo says about our templates; asked at the start and once an hour. */
export class TemplateBook {
  readonly #options: TemplateBookOptions;
  readonly #known = new Map<TemplateName, { readonly at: number; readonly info: Promise<TemplateInfo> }>();

  constructor(options: TemplateBookOptions) {
    this.#options = options;
  }

  idOf(name: TemplateName): string | null {
    return this.#options.settings[name]?.id ?? null;
  }

  /** @throws ZaloError and what the token source throws */
  info(name: TemplateName, id: string): Promise<TemplateInfo> {
    const now = this.#options.clock.now().getTime();
    const known = this.#known.get(name);
    if (known && now - known.at < KNOWN_FOR_MS) return known.info;
    const info = this.#options.templates.info(id);
    this.#known.set(name, { at: now, info });
    info.catch(() => this.#known.delete(name));
    return info;
  }

  /** Zalo has changed a template: it is looked up again before it is used. */
  forget(): void {
    this.#known.clear();
  }

  /**
   * Templates that cannot be sent as they are, among them those that Zalo does not know.
   * @throws ZaloError while Zalo is away, and what the token source throws
   */
  async check(): Promise<readonly TemplateFault[]> {
    const faults = await Promise.all(TEMPLATE_NAMES.map((name) => this.#faultOf(name)));
    return faults.filter(({ problems }) => problems.length > 0);
  }

  async #faultOf(name: TemplateName): Promise<TemplateFault> {
    const setting = this.#options.settings[name];
    if (!setting) return { name, problems: [] };
    const info = await this.info(name, setting.id).catch((error: unknown) => {
      if (error instanceof ZaloError && error.failure.kind === 'rejected') return summary(error.failure);
      throw error;
    });
    if (typeof info === 'string') return { name, problems: [`cannot be looked up: ${info}`] };
    const { problems } = fitParameters(info, setting.sample);
    return { name, problems: isEnabled(info) ? problems : ['is not enabled', ...problems] };
  }
}

function isEnabled({ status }: TemplateInfo): boolean {
  return status === null || /^(1|enabled?)$/i.test(status);
}
