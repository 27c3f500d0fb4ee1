import type { VNode } from 'preact';
import type { Locale } from '../../domain/locale.ts';
import type { ConsoleText } from '../../domain/text/vi/console.ts';
import type { DossierStatus } from '../../service/show-dossier.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { consoleTextFor, deskTextFor } from './text.ts';

/** What the last form led to. */
export type Aftermath =
  | {
      readonly kind: 'saved';
      readonly as: keyof ConsoleText['record']['saved'];
      readonly dossier: DossierStatus;
      /** Still to be taken back. */
      readonly undoable: boolean;
    }
  | { readonly kind: 'undone'; readonly code: string }
  | { readonly kind: 'too-late' };

interface NoticeProps {
  readonly aftermath: Aftermath;
  readonly locale: Locale;
}

/** Beside the form, which stays where it was; above it on a phone. */
export function AftermathNotice({ aftermath, locale }: NoticeProps): VNode {
  const text = deskTextFor(locale);
  switch (aftermath.kind) {
    case 'saved':
      return <SavedNotice {...aftermath} locale={locale} />;
    case 'undone':
      return (
        <Notice kind="good" title={text.undone(aftermath.code)}>
          <p>{text.undoneBody}</p>
        </Notice>
      );
    case 'too-late':
      return (
        <Notice kind="attention" title={text.tooLate}>
          <p>{text.tooLateBody}</p>
        </Notice>
      );
  }
}

type SavedProps = Extract<Aftermath, { kind: 'saved' }> & { readonly locale: Locale };

function SavedNotice({ as, dossier, undoable, locale }: SavedProps): VNode {
  const text = consoleTextFor(locale).record;
  const desk = deskTextFor(locale);
  const { code, shortCode, state } = dossier;
  const path = `/console/dossiers/${encodeURIComponent(code)}`;
  return (
    <Notice kind={as === 'unchanged' ? 'attention' : 'good'} title={text.saved[as](code)}>
      <p>
        {text.shortCode}: <strong class="tabular">{shortCode}</strong>
      </p>
      <p class="actions">
        <Button kind="secondary" href={`${path}/slip`}>
          {text.printSlip}
        </Button>
        <Button kind="quiet" href={path}>
          {text.seeStatus}
        </Button>
      </p>
      {state === 'registered' ? <Next path={path} locale={locale} /> : null}
      {undoable ? (
        <form method="post" action="/console/dossiers/undo">
          <p class="actions">
            <Button kind="secondary">{desk.undo}</Button>
            <span class="quiet">{desk.undoHint}</span>
          </p>
        </form>
      ) : null}
    </Notice>
  );
}

/** After intake: the slip, and what is left to do. */
function Next({ path, locale }: { readonly path: string; readonly locale: Locale }): VNode {
  const text = deskTextFor(locale);
  return (
    <>
      <p class="actions">
        <a href={`${path}/qr.png`}>{text.qr.png}</a>
        <a href={`${path}/qr.svg`}>{text.qr.svg}</a>
      </p>
      <p class="notice__title">{text.intake.next}</p>
      <ol class="numbers">
        {text.intake.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </>
  );
}
