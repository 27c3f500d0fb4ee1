import type { ComponentChildren, VNode } from 'preact';
import type { Choice } from '../../domain/conversation/choice.ts';
import type { Locale } from '../../domain/locale.ts';
import type { PageButton } from '../../service/show-survey.ts';
import { citizenTextFor } from './text.ts';

interface TapProps {
  readonly button: PageButton;
  readonly kind?: 'primary' | 'answer' | 'quiet';
}

/** A button that posts its choice. */
export function Tap({ button, kind = 'answer' }: TapProps): VNode {
  return (
    <button class={`tap tap--${kind} tap--${button.choice.kind}`} type="submit" name="payload" value={button.payload}>
      {button.label}
    </button>
  );
}

interface PageFormProps {
  readonly path: string;
  /** Of the page shown, so that what follows speaks the same. */
  readonly locale: Locale;
  /** Drops a double submit: each of these ids takes effect once. */
  readonly nonce: string;
  readonly children: ComponentChildren;
}

export function PageForm({ path, locale, nonce, children }: PageFormProps): VNode {
  return (
    <form method="post" action={`${path}?lang=${locale}`}>
      <input type="hidden" name="nonce" value={nonce} />
      {children}
      <p class="notice notice--trouble" role="alert" data-offline hidden>
        {citizenTextFor(locale).offline}
      </p>
    </form>
  );
}

export function taps(buttons: readonly PageButton[], kinds: readonly Choice['kind'][]): readonly PageButton[] {
  return buttons.filter(({ choice }) => kinds.includes(choice.kind));
}

export function QuietRow({ buttons }: { readonly buttons: readonly PageButton[] }): VNode | null {
  if (buttons.length === 0) return null;
  return (
    <div class="citizen__quiet">
      {buttons.map((button) => (
        <Tap key={button.payload} button={button} kind="quiet" />
      ))}
    </div>
  );
}
