import type { Dossier } from '../../domain/dossier.ts';
import type { DossierId } from '../../domain/ids.ts';
import type { Invitation } from '../../domain/invitation.ts';
import type { Unit, UnitScope } from '../../domain/unit.ts';

export interface StoredWebhook {
  readonly id: string;
  readonly url: string;
  readonly scope: UnitScope;
  readonly createdAt: Date;
  readonly secretSealed: Buffer;
  /** In a row. */
  readonly failures: number;
  readonly failingSince: Date | null;
  readonly disabledAt: Date | null;
  /** When a message last arrived; null when none did yet. */
  readonly deliveredAt: Date | null;
  /** Messages tried too often, or dropped when it was switched off. */
  readonly givenUp: number;
}

/** What has not arrived yet. */
export interface WebhookBacklog {
  readonly waiting: number;
  /** Of them, tried before in vain. */
  readonly retried: number;
}

/** A dossier of which there may be something to tell. */
export interface DossierNews {
  readonly dossier: Pick<Dossier, 'id' | 'code'>;
  readonly registeredAt: Date;
  readonly unit: Unit;
  readonly invitation: Invitation | null;
  /** What was last told; null when it is new, empty when its present state is to be taken without a word. */
  readonly told: string | null;
}

export interface NewsWrites {
  readonly told: readonly { readonly dossierId: DossierId; readonly told: string; readonly checkAt: Date | null }[];
  readonly deliveries: readonly {
    readonly id: string;
    readonly webhookId: string;
    readonly body: string;
    readonly dueAt: Date;
  }[];
}

export interface WebhookDelivery {
  readonly id: string;
  readonly body: string;
  readonly attempts: number;
}

export interface DueWebhook extends StoredWebhook {
  /** In the order in which things happened. */
  readonly due: readonly WebhookDelivery[];
}

export interface DeliverySettlement {
  readonly webhookId: string;
  /** Arrived, or given up. */
  readonly done: readonly string[];
  readonly again: readonly { readonly id: string; readonly attempts: number; readonly dueAt: Date }[];
  readonly heldUntil: Date;
  readonly failures: number;
  readonly failingSince: Date | null;
  /** Its deliveries are dropped. */
  readonly disabledAt: Date | null;
  /** When the last of `done` arrived; null when none did. */
  readonly deliveredAt: Date | null;
  /** Of `done`. */
  readonly givenUp: number;
}

export interface WebhookStore {
  /** Surveys that run now are taken for told, so that their end is told like that of all others. */
  add(webhook: Pick<StoredWebhook, 'id' | 'url' | 'scope' | 'secretSealed'>, now: Date): Promise<void>;
  all(): Promise<readonly StoredWebhook[]>;
  backlog(id: string): Promise<WebhookBacklog>;
  /** Null when there is none. */
  remove(id: string): Promise<{ readonly scope: UnitScope } | null>;
  /** On again after it was switched off. False when there is none. */
  enable(id: string): Promise<boolean>;
  /** One transaction around dossiers that are to be looked at; returns how many there were. */
  announce(
    query: { readonly now: Date; readonly limit: number },
    decide: (news: readonly DossierNews[], webhooks: readonly StoredWebhook[]) => NewsWrites,
  ): Promise<number>;
  /** Webhooks with something due, held for so long by whoever claims them. */
  claim(query: {
    readonly now: Date;
    readonly leaseMs: number;
    readonly webhooks: number;
    readonly deliveries: number;
  }): Promise<readonly DueWebhook[]>;
  settle(settlement: DeliverySettlement): Promise<void>;
}

export type PostOutcome =
  | { readonly kind: 'answered'; readonly status: number; readonly retryAfterMs: number | null }
  /** Nothing came back: a code, never an address. */
  | { readonly kind: 'failed'; readonly reason: string };

/** Posts to the world outside; follows no redirect, and reaches no private address that it was not told of. */
export type PostOutside = (
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
) => Promise<PostOutcome>;
