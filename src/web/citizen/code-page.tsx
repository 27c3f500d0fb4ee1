import type { ComponentChildren, VNode } from 'preact';
import type { Locale } from '../../domain/locale.ts';
import { Button } from '../ui/button.tsx';
import { FaultSummary, TextField } from '../ui/field.tsx';
import { pageTextFor } from '../ui/format.ts';
import { Frame } from './frame.tsx';

interface CodePageProps {
  readonly locale: Locale;
  /** Takes the code in the body of a post: an address would stay in histories. */
  readonly path: string;
  /** Where the product's name leads; left out: to the page itself. */
  readonly home?: string;
  readonly text: {
    readonly title: string;
    readonly code: string;
    readonly codeHint: string;
    readonly submit: string;
  };
  readonly lead: string;
  readonly typed: string;
  /** What is wrong with what was typed. */
  readonly fault: string | null;
  readonly children?: ComponentChildren;
}

/** Asks a citizen for a code, and says what is wrong with it. */
export function CodePage({ locale, path, home, text, lead, typed, fault, children }: CodePageProps): VNode {
  const faults = fault === null ? [] : [{ field: 'code', message: fault, label: text.code }];
  const title = fault === null ? text.title : pageTextFor(locale).fault(text.title);
  return (
    <Frame locale={locale} title={title} path={home ?? path}>
      <FaultSummary faults={faults} locale={locale} />
      <h1>{text.title}</h1>
      <p>{lead}</p>
      <form class="citizen__body" method="post" action={path} novalidate>
        <TextField
          id="code"
          label={text.code}
          hint={text.codeHint}
          value={typed}
          faults={faults}
          size="code"
          input={{ autocomplete: 'off', spellcheck: false }}
        />
        <p class="actions">
          <Button>{text.submit}</Button>
        </p>
      </form>
      {children}
    </Frame>
  );
}
