import type { VNode } from 'preact';
import type { Unit } from '../../domain/unit.ts';
import { Button, PrintButton } from '../ui/button.tsx';
import { SelectField } from '../ui/field.tsx';
import { formatUnit } from '../ui/format.ts';
import { communeOptions } from './daily-page.tsx';
import { ConsoleFrame, type Visit } from './frame.tsx';
import { QrCode } from './qr-code.tsx';
import { dailyTextFor } from './text.ts';

export interface PosterProps {
  /** Null: still to be chosen. */
  readonly unit: Unit | null;
  /** For those above one commune. */
  readonly communes: readonly Unit[];
  readonly publicUrl: string;
}

/** What hangs at the counter. The poster is Vietnamese, whatever language the clerk reads. */
export function posterPage(visit: Visit, { unit, communes, publicUrl }: PosterProps): VNode {
  const text = dailyTextFor(visit.locale);
  return (
    <ConsoleFrame {...visit} title={text.poster.title} page={null}>
      <div class="page-head">
        <h1 class="screen-only">{text.poster.title}</h1>
        <div class="actions">{unit === null ? null : <PrintButton>{text.poster.print}</PrintButton>}</div>
      </div>
      <p class="quiet screen-only">{text.poster.lead}</p>
      {communes.length === 0 ? null : (
        <form class="panel screen-only" method="get" action="/console/poster" aria-label={text.poster.choose}>
          <SelectField
            id="unit"
            label={text.poster.choose}
            value={unit?.code ?? ''}
            options={communeOptions(communes, visit)}
          />
          <p class="actions">
            <Button kind="secondary">{text.show}</Button>
          </p>
        </form>
      )}
      {unit === null ? null : <Poster unit={unit} address={`${publicUrl}/u/${unit.code}`} />}
    </ConsoleFrame>
  );
}

function Poster({ unit, address }: { readonly unit: Unit; readonly address: string }): VNode {
  const text = dailyTextFor('vi').poster;
  return (
    <article class="poster" lang="vi">
      <p class="slip__unit">{text.people(formatUnit(unit, 'vi').replace(/^./, (first) => first.toLowerCase()))}</p>
      <h2>{text.heading}</h2>
      <QrCode text={address} label={text.qrLabel} />
      <ol>
        {text.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p>
        {text.address} <span class="poster__address">{address}</span>
      </p>
      <p>{text.promise}</p>
    </article>
  );
}
