import type { VNode } from 'preact';
import type { Alert } from '../../domain/alerts.ts';
import type { Locale } from '../../domain/locale.ts';
import { alertWords } from '../ui/alert-words.ts';
import { Notice } from '../ui/notice.tsx';
import { alertTextFor } from './text.ts';

interface AlertListProps {
  readonly alerts: readonly Alert[];
  readonly locale: Locale;
}

/** What calls for a look, at the top of the page; nothing where nothing does. */
export function AlertList({ alerts, locale }: AlertListProps): VNode | null {
  if (alerts.length === 0) return null;
  const text = alertTextFor(locale);
  return (
    <Notice kind="attention" title={text.title}>
      <ul class="bullets">
        {alerts.map((alert) => (
          <li key={alert.kind + ('channel' in alert ? alert.channel : '')}>{alertWords(alert, locale)}</li>
        ))}
      </ul>
      {alerts.some((alert) => 'now' in alert) ? <p class="quiet">{text.beyondChance}</p> : null}
    </Notice>
  );
}
