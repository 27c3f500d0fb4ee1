import type { Call, CallName } from './calls.ts';

/** One call of the service, as it came in. */
export interface RecordedCall extends Call {
  /** The body or the query as an object; empty when it was neither JSON nor a form. */
  readonly payload: Readonly<Record<string, unknown>>;
  readonly recipient: string | null;
  /** It took effect, whether or not the service was told. */
  readonly accepted: boolean;
  /** `error` of the answer; null when none was given or it was no answer of Zalo's. */
  readonly error: number | null;
  readonly at: number;
}

export class Outbox {
  readonly calls: RecordedCall[] = [];
  /** Calls that no schema allows: a client has none. */
  readonly violations: string[] = [];

  of(name: CallName, recipient?: string): readonly RecordedCall[] {
    return this.calls.filter((call) => call.name === name && (recipient === undefined || call.recipient === recipient));
  }

  accepted(name: CallName, recipient?: string): readonly RecordedCall[] {
    return this.of(name, recipient).filter((call) => call.accepted);
  }

  /** @throws Error naming the first call that no schema allows. */
  assertClean(): void {
    if (this.violations[0] !== undefined)
      throw new Error(`The client made a call that Zalo does not know: ${this.violations[0]}`);
  }

  clear(): void {
    this.calls.length = 0;
    this.violations.length = 0;
  }
}
