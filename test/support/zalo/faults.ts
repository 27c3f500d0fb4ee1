import type { CallName } from './calls.ts';

/** What goes wrong with a call. `accepted`: the call took effect, and only the answer is lost. */
export type Fault =
  /** HTTP 200 and `error` other than 0: any code, known or not. */
  | { readonly kind: 'code'; readonly code: number; readonly detail?: string }
  /** Any body whatever, HTTP 200 unless told. */
  | { readonly kind: 'body'; readonly body: unknown; readonly status?: number }
  | { readonly kind: 'html'; readonly status: number }
  | { readonly kind: 'hang'; readonly accepted: boolean }
  | { readonly kind: 'reset'; readonly accepted: boolean };

export interface FaultRule {
  readonly fault: Fault;
  /** Only this call; all when left out. */
  readonly call?: CallName;
  /** Only calls for this user id, phone number or hash. */
  readonly recipient?: string;
  /** How often; once when left out. */
  readonly times?: number;
}

/** Faults to come, in the order they were added. */
export class Faults {
  #rules: { readonly rule: FaultRule; left: number }[] = [];

  add(rule: FaultRule): void {
    this.#rules.push({ rule, left: rule.times ?? 1 });
  }

  clear(): void {
    this.#rules = [];
  }

  take(call: CallName, recipient: string | null): Fault | null {
    const found = this.#rules.find(
      ({ rule }) => (rule.call ?? call) === call && (rule.recipient === undefined || rule.recipient === recipient),
    );
    if (!found) return null;
    found.left -= 1;
    if (found.left <= 0) this.#rules = this.#rules.filter((each) => each !== found);
    return found.rule.fault;
  }
}
