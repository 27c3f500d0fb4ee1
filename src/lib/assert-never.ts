/** Ends an exhaustive `switch`: the compiler refuses a union member that was forgotten. */
export function assertNever(value: never): never {
  throw new TypeError(`unexpected variant: ${JSON.stringify(value)}`);
}
