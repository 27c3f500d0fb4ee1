import { inSpan } from '../lib/work-context.ts';

type Call = (...args: never[]) => Promise<unknown>;

/** The same store, whose calls are spans of the trace under way: by store and call, never with what is asked. */
export function spanned<Store extends { readonly [Name in keyof Store]: Call }>(name: string, store: Store): Store {
  const calls = Object.entries<Call>(store).map(
    ([call, run]) => [call, (...args: never[]) => inSpan(`db ${name}.${call}`, () => run(...args))] as const,
  );
  return Object.fromEntries(calls) as Store;
}
