/** Lets one in, and the others in the order in which they came. */
export function oneAtATime(): { enter(): Promise<() => void> } {
  let last: Promise<void> = Promise.resolve();
  return {
    /** Resolves when everybody before has left; whoever is in leaves by calling what comes back. */
    async enter() {
      const before = last;
      let leave = (): void => undefined;
      last = new Promise((resolve) => (leave = resolve));
      await before;
      return leave;
    },
  };
}
