import type { ComponentChildren, VNode } from 'preact';

export interface StatProps {
  readonly label: string;
  readonly value: string;
  /** The one number that answers the page's question. */
  readonly lead?: boolean;
  /** Over what, and how sure. */
  readonly children?: ComponentChildren;
}

export function Stat({ label, value, lead = false, children }: StatProps): VNode {
  return (
    <div class={lead ? 'stat stat--lead' : 'stat'}>
      <p class="stat__label">{label}</p>
      <p class="stat__value">{value}</p>
      <div class="stat__note">{children}</div>
    </div>
  );
}
