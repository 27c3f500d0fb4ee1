import type { ComponentChildren, VNode } from 'preact';

export interface NoticeProps {
  /** Told by words and a line at the side, never by colour alone. */
  readonly kind?: 'plain' | 'good' | 'attention' | 'trouble';
  readonly title?: string;
  readonly children?: ComponentChildren;
}

export function Notice({ kind = 'plain', title, children }: NoticeProps): VNode {
  return (
    <div class={`notice notice--${kind}`} role={kind === 'plain' ? undefined : 'status'}>
      {title === undefined ? null : <p class="notice__title">{title}</p>}
      {children}
    </div>
  );
}

/** What stands where figures would: says why, and when there will be some. */
export function EmptyState({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ComponentChildren;
}): VNode {
  return (
    <div class="empty">
      <p class="empty__title">{title}</p>
      <div class="empty__body">{children}</div>
    </div>
  );
}
