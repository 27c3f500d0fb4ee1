/** What goes wrong with a call. `accepted`: the call took effect, and only the answer is lost. */
export type Fault =
  | { readonly kind: 'rate-limit'; readonly retryAfterS: number }
  | { readonly kind: 'error'; readonly status: number; readonly description: string }
  | { readonly kind: 'html'; readonly status: number }
  | { readonly kind: 'hang'; readonly accepted: boolean }
  | { readonly kind: 'reset'; readonly accepted: boolean };

export interface FaultRule {
  readonly fault: Fault;
  /** Only calls of this method; all when left out. */
  readonly method?: string;
  /** Only calls for this chat. */
  readonly chatId?: number;
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

  take(method: string, chatId: number | null): Fault | null {
    const found = this.#rules.find(
      ({ rule }) => (rule.method ?? method) === method && (rule.chatId === undefined || rule.chatId === chatId),
    );
    if (!found) return null;
    found.left -= 1;
    if (found.left <= 0) this.#rules = this.#rules.filter((each) => each !== found);
    return found.rule.fault;
  }
}
