/** What stands more than once, each named once, in the order in which it comes back. */
export function duplicatesIn<Value>(values: readonly Value[]): readonly Value[] {
  return [...new Set(values.filter((value, i) => values.indexOf(value) !== i))];
}
