import type { ServerResponse } from 'node:http';
import { assertNever } from '../../src/lib/assert-never.ts';

/** What goes wrong between any platform and us. `accepted`: the call took effect, and only the answer is lost. */
export type LineFault =
  | { readonly kind: 'html'; readonly status: number }
  | { readonly kind: 'hang'; readonly accepted: boolean }
  | { readonly kind: 'reset'; readonly accepted: boolean };

/** Concerns the calls that are as it says; all, when it says nothing of them. */
export type FaultRule<Call, Fault> = Partial<Call> & {
  readonly fault: Fault;
  /** How often; once when left out. */
  readonly times?: number;
};

/** Faults to come, in the order they were added. `Call` is what a rule may tell calls apart by. */
export class Faults<Call extends object, Fault> {
  #rules: { readonly rule: FaultRule<Call, Fault>; left: number }[] = [];

  add(rule: FaultRule<Call, Fault>): void {
    this.#rules.push({ rule, left: rule.times ?? 1 });
  }

  clear(): void {
    this.#rules = [];
  }

  take(call: Call): Fault | null {
    const traits = Object.keys(call) as (keyof Call)[];
    const found = this.#rules.find(({ rule }) =>
      traits.every((trait) => rule[trait] === undefined || rule[trait] === call[trait]),
    );
    if (!found) return null;
    found.left -= 1;
    if (found.left <= 0) this.#rules = this.#rules.filter((each) => each !== found);
    return found.rule.fault;
  }
}

/** Answers as a broken line does, or not at all. */
export function failLine(response: ServerResponse, fault: LineFault): void {
  switch (fault.kind) {
    case 'html':
      response.writeHead(fault.status, { 'content-type': 'text/html' }).end(`<html><h1>${fault.status}</h1></html>`);
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'hang':
      return;
    default:
      assertNever(fault);
  }
}
