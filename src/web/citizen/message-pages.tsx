import type { VNode } from 'preact';
import type { Locale } from '../../domain/locale.ts';
import { chatText } from '../../domain/text/chat-text.ts';
import { formatReceiptCode } from '../../domain/receipt-code.ts';
import { formatDay } from '../../domain/text/format.ts';
import { RECEIPTS_PATH } from '../../service/receipt.ts';
import type { SurveyView } from '../../service/show-survey.ts';
import { assertNever } from '../../lib/assert-never.ts';
import { Button } from '../ui/button.tsx';
import { Message } from './frame.tsx';
import { citizenTextFor, receiptTextFor } from './text.ts';

type Told = Exclude<SurveyView, { readonly kind: 'unknown' | 'asking' }>;

export function unknownPage(locale: Locale, path: string): VNode {
  const text = citizenTextFor(locale);
  return (
    <Message locale={locale} title={text.unknown} path={path}>
      <p>{text.scanAgain}</p>
    </Message>
  );
}

/** Everything that asks nothing. */
export function messagePage(view: Told, path: string): VNode {
  const { locale, facts } = view;
  const text = citizenTextFor(locale);
  const { guide, survey, invite } = chatText(locale);
  const frame = { locale, path };
  switch (view.kind) {
    case 'in-progress':
      return (
        <Message {...frame} title={text.inProgress}>
          <p>{guide.inProgress(facts.unitName, facts.dossierTail, formatDay(facts.dueOn, locale))}</p>
          <p>{invite.shortCode(facts.shortCode)}</p>
        </Message>
      );
    case 'not-yet':
      return (
        <Message {...frame} title={text.notYet}>
          <p>{guide.notYet(facts.dossierTail)}</p>
          <p>{invite.shortCode(facts.shortCode)}</p>
        </Message>
      );
    case 'held-elsewhere':
      return (
        <Message {...frame} title={text.heldElsewhere}>
          <p>{guide.heldElsewhere}</p>
        </Message>
      );
    case 'closed':
      return (
        <Message {...frame} title={text.closed}>
          <p>{wordClosed(view)}</p>
        </Message>
      );
    case 'done':
      return (
        <Message {...frame} title={text.done}>
          <p>{survey.thanks(facts.unitName)}</p>
          {view.receipt === null ? null : <Receipt code={view.receipt} locale={locale} />}
          <p>{survey.complaints(facts.complaintPhone)}</p>
        </Message>
      );
    default:
      return assertNever(view);
  }
}

/** A code to write down: this page tells it as long as it stays open, nothing else does. */
function Receipt({ code, locale }: { readonly code: string; readonly locale: Locale }): VNode {
  const text = receiptTextFor(locale);
  return (
    <div class="short-code">
      <p>{text.yourCode}</p>
      <p class="short-code__code">{formatReceiptCode(code)}</p>
      <p class="citizen__hint">{text.keepIt}</p>
      <p>
        <a href={RECEIPTS_PATH}>{text.check}</a>
      </p>
    </div>
  );
}

function wordClosed({ reason, isPhone, locale }: Extract<Told, { readonly kind: 'closed' }>): string {
  const { survey } = chatText(locale);
  const text = citizenTextFor(locale);
  if (reason === 'opted-out') return isPhone ? text.stoppedPhone : text.stopped;
  if (reason === 'wrong-number') return survey.wrongDossier;
  // On a page nobody declines but by deleting.
  return reason === 'declined' ? survey.discarded : survey.alreadyClosed;
}

/** The queue has the answer, the database not yet. */
export function savingPage(locale: Locale, path: string, nonce: string): VNode {
  const text = citizenTextFor(locale);
  return (
    <Message locale={locale} title={text.saving} path={path}>
      <p role="status">{text.savingHint}</p>
      <p>
        <Button href={`${path}?saving=${nonce}`} awaits>
          {text.savingNext}
        </Button>
      </p>
    </Message>
  );
}

export function cookiesPage(locale: Locale, path: string): VNode {
  const text = citizenTextFor(locale);
  return (
    <Message locale={locale} title={text.cookies} path={path} tone="trouble">
      <p>{text.cookiesHint}</p>
      <p>
        <Button href={path}>{text.backToSurvey}</Button>
      </p>
    </Message>
  );
}
