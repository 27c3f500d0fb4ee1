import type { VNode } from 'preact';
import type { DossierStatus } from '../../service/show-dossier.ts';
import { Button } from '../ui/button.tsx';
import { formatUnit } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { FindForm } from './dossier-form-page.tsx';
import { ConsoleFrame, type Visit } from './frame.tsx';
import { may } from './policy.ts';
import { QrPictures } from './qr-pictures.tsx';
import { consoleTextFor, dailyTextFor } from './text.ts';
import { whenSent } from './when-sent.ts';
import type { ConsoleParts } from './parts.ts';

/** We do not write, yet whoever opens the slip is asked. */
const SLIP_STILL_OPENS: ReadonlySet<DossierStatus['reason']> = new Set([
  'staff-phone',
  'opted-out',
  'recently-asked',
  'not-drawn',
  'no-channel',
]);

/** All that staff learn about one dossier: nothing tells whether the citizen answered. */
export function statusPage(
  visit: Visit,
  dossier: DossierStatus,
  policy: Awaited<ReturnType<ConsoleParts['policy']>>,
): VNode {
  const text = consoleTextFor(visit.locale).status;
  const { state, reason } = dossier;
  return (
    <ConsoleFrame {...visit} title={text.title(dossier.code)} page={null}>
      <h1 class="tabular">{dossier.code}</h1>
      <div class="dossier-page">
        <div class="panel">
          <p class="state">{text.states[state]}</p>
          {reason === null ? null : <p>{text.reasons[reason]}</p>}
          {reason !== null && !SLIP_STILL_OPENS.has(reason) ? null : <p>{text.notes[state]}</p>}
          <dl class="facts">
            <dt>{text.unit}</dt>
            <dd>{formatUnit(dossier.unit, visit.locale)}</dd>
            <dt>{text.shortCode}</dt>
            <dd>{dossier.shortCode}</dd>
          </dl>
          <Actions visit={visit} code={dossier.code} />
          <p class="quiet">{dailyTextFor(visit.locale).fair[1]}</p>
        </div>
        <aside class="aside">
          <Notice title={text.whyNot}>
            <p>{whenSent(policy, visit.locale)}</p>
            <p>
              <a href="/console/why-no-message">{dailyTextFor(visit.locale).help.why}</a>
            </p>
          </Notice>
          <QrPictures code={dossier.code} locale={visit.locale} />
          <FindForm locale={visit.locale} />
        </aside>
      </div>
    </ConsoleFrame>
  );
}

export function missingPage(visit: Visit): VNode {
  const text = consoleTextFor(visit.locale).status;
  return (
    <ConsoleFrame {...visit} title={text.missing} page={null}>
      <h1>{text.missing}</h1>
      <p>{text.missingBody}</p>
      <FindForm locale={visit.locale} />
    </ConsoleFrame>
  );
}

function Actions({ visit, code }: { readonly visit: Visit; readonly code: string }): VNode {
  const text = consoleTextFor(visit.locale);
  return (
    <p class="actions">
      <Button kind="secondary" href={`/console/dossiers/${encodeURIComponent(code)}/slip`}>
        {text.record.printSlip}
      </Button>
      {may(visit.viewer, 'record-dossier') ? (
        <Button kind="quiet" href="/console/dossiers/new">
          {text.status.next}
        </Button>
      ) : null}
    </p>
  );
}
