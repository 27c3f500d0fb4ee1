import type { Clock, ZaloTokenStore } from '../../service/ports.ts';
import type { Inbound } from '../../domain/inbound.ts';
import { fetchRatings } from './fetch-ratings.ts';
import type { OnAlert } from './alert.ts';
import { CallPacer } from './call-pacer.ts';
import { ZaloChannel } from './channel.ts';
import { createTransport, type TransportOptions } from './sdk/call.ts';
import { createZaloClient, type ZaloClient } from './sdk/client.ts';
import { ZaloOAuth } from './sdk/oauth.ts';
import { summary, ZaloError } from './sdk/zalo-error.ts';
import { ZaloBudget } from './sending-budget.ts';
import { TemplateSender } from './template-sender.ts';
import { TemplateBook, type TemplateSettings } from './templates/template-book.ts';
import type { ChatForm } from './to-chat-message.ts';
import { CALLS_PER_MINUTE, CHAT_OPTIONS, UNCONFIRMED } from './to-be-confirmed.ts';
import { ConsentFlow } from './tokens/consent.ts';
import { TokenKeeper } from './tokens/token-keeper.ts';

export interface ZaloOptions extends TransportOptions, Omit<ChatForm, 'options'> {
  readonly appId: string;
  readonly appSecret: string;
  readonly oaId: string;
  readonly store: ZaloTokenStore;
  /** ZALO_REFRESH_TOKEN. */
  readonly seed: string | null;
  readonly clock: Clock;
  readonly templates: TemplateSettings;
  /** Phone numbers leave as SHA-256. */
  readonly hashPhones: boolean;
  readonly consent: { readonly redirectUri: string; readonly secret: string };
  readonly onAlert: OnAlert;
}

export interface ZaloParts {
  readonly channel: ZaloChannel;
  readonly client: ZaloClient;
  readonly consent: ConsentFlow;
  readonly keeper: TokenKeeper;
  readonly templates: TemplateSender;
  readonly book: TemplateBook;
  readonly budget: ZaloBudget;
  /** Returns at once: Zalo may be away for long. */
  start(): void;
  /** Compares the templates with what Zalo knows, once there is a grant to ask with. Never throws. */
  checkTemplates(): Promise<void>;
  /** What the webhook may have lost. @throws as `fetchRatings` */
  fetchRatings(): Promise<readonly Inbound[]>;
  stop(): Promise<void>;
}

/** A refresh whose answer is late may still be the only grant there is. */
const REFRESH_TIMEOUT_MS = 60_000;
const KEEP_FRESH_EVERY_MS = 10 * 60_000;

/** Everything that sends; what receives is the webhook's. */
export function createZalo(options: ZaloOptions): ZaloParts {
  const { appSecret, oaId, clock, onAlert } = options;
  const oauth = new ZaloOAuth({
    ...options,
    transport: createTransport({ ...options, timeoutMs: REFRESH_TIMEOUT_MS }),
  });
  const keeper = createKeeper(options, oauth);
  const client = createZaloClient({ ...options, tokens: keeper, appSecret, unconfirmed: UNCONFIRMED });
  const book = new TemplateBook({ templates: client.templates, settings: options.templates, clock });
  const templates = new TemplateSender({ ...options, templates: client.templates, book });
  const budget = new ZaloBudget({ templates: client.templates, sender: templates, clock });
  const channel = new ZaloChannel({
    account: oaId,
    messages: client.messages,
    templates,
    pacer: new CallPacer(clock, CALLS_PER_MINUTE),
    form: { ...options, options: CHAT_OPTIONS },
    clock,
    onAlert,
  });
  const consent = new ConsentFlow({ ...options.consent, oauth, keeper, clock, oaId, unconfirmed: UNCONFIRMED });
  let timer: NodeJS.Timeout | null = null;
  return {
    channel,
    client,
    consent,
    keeper,
    templates,
    book,
    budget,
    checkTemplates: () => checkTemplates(book, onAlert),
    fetchRatings: () => fetchRatings({ templates: client.templates, templateId: book.idOf('rating'), oaId, clock }),
    start() {
      void keeper.keepFresh().then(() => checkTemplates(book, onAlert));
      timer = setInterval(() => void keeper.keepFresh(), KEEP_FRESH_EVERY_MS);
    },
    async stop() {
      if (timer !== null) clearInterval(timer);
      await keeper.stop();
    },
  };
}

function createKeeper({ store, seed, clock, onAlert }: ZaloOptions, oauth: ZaloOAuth): TokenKeeper {
  return new TokenKeeper({
    store,
    oauth,
    clock,
    seed,
    spentCodes: UNCONFIRMED.spentGrant,
    onFailure: (fault, error) => {
      const failure = error instanceof ZaloError ? summary(error.failure) : 'unexpected';
      onAlert({ kind: 'grant', fault, failure });
    },
  });
}

/** What cannot be looked up now is looked up before the first send. */
async function checkTemplates(book: TemplateBook, onAlert: OnAlert): Promise<void> {
  const faults = await book.check().catch(() => []);
  for (const { name, problems } of faults) onAlert({ kind: 'template', template: name, problems });
}
