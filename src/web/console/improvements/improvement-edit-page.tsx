import type { VNode } from 'preact';
import { readActor } from '../../../domain/audit.ts';
import type { ImprovementFault } from '../../../domain/improvement.ts';
import type { Factor } from '../../../domain/survey.ts';
import type { Unit, UnitCode } from '../../../domain/unit.ts';
import type { ImprovementVersion } from '../../../service/ports.ts';
import { Button } from '../../ui/button.tsx';
import { FaultSummary } from '../../ui/field.tsx';
import { formatBareMonth, formatInstant, pageTextFor } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { Table } from '../../ui/table.tsx';
import { ConsoleFrame, type Visit } from '../frame.tsx';
import { improvementsTextFor } from '../text.ts';
import { ImprovementFields, toFaults } from './improvement-fields.tsx';
import type { ImprovementForm } from './improvement-form.ts';

interface EditProps {
  readonly id: string;
  readonly form: ImprovementForm;
  readonly faults: readonly ImprovementFault[];
  /** Somebody else was quicker. */
  readonly isChanged: boolean;
  /** Oldest first. */
  readonly versions: readonly ImprovementVersion[];
  readonly names: ReadonlyMap<string, string>;
  readonly units: ReadonlyMap<UnitCode, Unit>;
  readonly factors: readonly Factor[];
  readonly zone: string;
}

/** One improvement, and everything that was ever written about it. */
export function improvementEditPage(visit: Visit, props: EditProps): VNode {
  const { locale, viewer } = visit;
  const { id, form, units, factors, isChanged } = props;
  const text = improvementsTextFor(locale);
  const faults = toFaults(props.faults, locale);
  const title = faults.length === 0 ? text.editTitle : pageTextFor(locale).fault(text.editTitle);
  return (
    <ConsoleFrame {...visit} title={title} page="overview">
      <h1>{text.editTitle}</h1>
      {isChanged ? <Notice kind="attention">{text.changed}</Notice> : null}
      <form class="panel form" method="post" action={`/console/improvements/${id}`} novalidate>
        <FaultSummary faults={faults} locale={locale} />
        <ImprovementFields
          form={form}
          faults={faults}
          scope={viewer.scope}
          units={units}
          factors={factors}
          locale={locale}
        />
        <label class="choice">
          <input type="checkbox" name="withdrawn" checked={form.withdrawn} />
          <span>{text.takeBack}</span>
        </label>
        <input type="hidden" name="version" value={form.version} />
        <p class="actions">
          <Button>{text.submit}</Button>
          <Button kind="quiet" href="/console/improvements">
            {text.cancel}
          </Button>
        </p>
      </form>
      <Versions {...props} visit={visit} />
    </ConsoleFrame>
  );
}

function Versions({ versions, names, zone, visit: { locale } }: EditProps & { readonly visit: Visit }): VNode {
  const text = improvementsTextFor(locale);
  return (
    <div class="panel">
      <h2>{text.history}</h2>
      <Table
        caption={text.history}
        hideCaption
        columns={[
          { key: 'version', label: text.version },
          { key: 'text', label: text.text },
          { key: 'month', label: text.month, secondary: true },
          { key: 'state', label: text.state },
          { key: 'who', label: text.who, secondary: true },
          { key: 'when', label: text.when, secondary: true },
        ]}
        rows={versions.toReversed().map((one) => {
          const who = readActor(one.author);
          return {
            key: String(one.version),
            cells: [
              text.versionAt(one.version),
              one.text,
              formatBareMonth(one.month, locale),
              one.withdrawn ? text.takenBack : text.standing,
              ('id' in who ? names.get(who.id) : undefined) ?? text.gone,
              formatInstant(one.writtenAt, zone, locale),
            ],
          };
        })}
      />
    </div>
  );
}
