import type { ComponentChildren, VNode } from 'preact';

export interface ButtonProps {
  readonly kind?: 'primary' | 'secondary' | 'quiet';
  /** Makes it a link that looks like a button. */
  readonly href?: string;
  /** The browser script follows the link as soon as it leads somewhere else. */
  readonly awaits?: boolean;
  readonly name?: string;
  readonly value?: string;
  /** Sends its form there instead. */
  readonly action?: string;
  readonly children: ComponentChildren;
}

export function Button({ kind = 'primary', href, awaits, name, value, action, children }: ButtonProps): VNode {
  const looks = `button button--${kind}`;
  if (href !== undefined) {
    return (
      <a class={looks} href={href} data-awaits={awaits}>
        {children}
      </a>
    );
  }
  return (
    <button class={looks} type="submit" name={name} value={value} formaction={action}>
      {children}
    </button>
  );
}

/** Shown by the browser script only: printing needs it. */
export function PrintButton({ children }: { readonly children: ComponentChildren }): VNode {
  return (
    <button class="button button--primary" type="button" data-print hidden>
      {children}
    </button>
  );
}
