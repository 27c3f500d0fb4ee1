import type { VNode } from 'preact';
import type { Locale } from '../../domain/locale.ts';
import { importTextFor } from './text.ts';

/** Where in the four steps of an import one is; `current` counts from 0. */
export function ImportSteps({ current, locale }: { readonly current: number; readonly locale: Locale }): VNode {
  return (
    <ol class="steps">
      {importTextFor(locale).steps.map((step, i) => (
        <li
          key={step}
          class={i < current ? 'steps__past' : undefined}
          aria-current={i === current ? 'step' : undefined}
        >
          {step}
        </li>
      ))}
    </ol>
  );
}
