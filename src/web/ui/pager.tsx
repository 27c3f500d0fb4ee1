import type { ComponentChildren, VNode } from 'preact';
import { Button } from './button.tsx';

interface PagerProps {
  /** Address of the first page; null on it. */
  readonly first: string | null;
  /** Null on the last page. */
  readonly next: string | null;
  readonly words: { readonly first: string; readonly next: string };
  readonly children?: ComponentChildren;
}

/** Of lists that go on from where the page before ended; nothing where there is but one page. */
export function Pager({ first, next, words, children }: PagerProps): VNode | null {
  if (first === null && next === null) return null;
  return (
    <p class="actions">
      {first === null ? null : (
        <Button kind="secondary" href={first}>
          {words.first}
        </Button>
      )}
      {next === null ? null : (
        <Button kind="secondary" href={next}>
          {words.next}
        </Button>
      )}
      {children}
    </p>
  );
}
