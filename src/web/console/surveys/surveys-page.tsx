import type { VNode } from 'preact';
import type { SurveyDraft, SurveyVersion } from '../../../service/ports.ts';
import { Button } from '../../ui/button.tsx';
import { formatInstant } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { Table } from '../../ui/table.tsx';
import { ConsoleFrame, type Visit } from '../frame.tsx';
import { Preview, type Shown } from './preview.tsx';
import { writeNumbers } from './survey-form.ts';
import { surveysTextFor } from './text.ts';

export interface SurveysProps {
  /** The last is in use. */
  readonly versions: readonly SurveyVersion[];
  readonly draft: SurveyDraft | null;
  readonly zone: string;
  /** What was just done: the id of a published version, or that the draft is gone. */
  readonly done: { readonly kind: 'published'; readonly id: string } | { readonly kind: 'discarded' } | null;
}

/** Every version, and the way to the next. */
export function surveysPage(visit: Visit, { versions, draft, zone, done }: SurveysProps): VNode {
  const { locale } = visit;
  const text = surveysTextFor(locale);
  const { columns } = text;
  const newest = versions.at(-1);
  return (
    <ConsoleFrame {...visit} title={text.title} page="surveys">
      <h1>{text.title}</h1>
      <p class="quiet">{text.lead}</p>
      {done === null ? null : (
        <Notice kind="good" title={done.kind === 'published' ? text.publish.done(done.id) : text.publish.discarded} />
      )}
      <div class="panel">
        {draft === null ? (
          <Start baseId={newest?.survey.id ?? ''} label={text.start} hint={text.startHint} />
        ) : (
          <>
            <p>{text.draft.waiting(draft.survey.id, formatInstant(draft.changedAt, zone, locale))}</p>
            <p class="actions">
              <Button href="/console/surveys/draft">{text.draft.go}</Button>
            </p>
          </>
        )}
      </div>
      <div class="panel">
        <h2>{text.versions}</h2>
        <Table
          caption={text.versions}
          hideCaption
          columns={[
            { key: 'version', label: columns.version },
            { key: 'state', label: columns.state },
            { key: 'since', label: columns.since, secondary: true },
            { key: 'questions', label: columns.questions, numeric: true },
            { key: 'answers', label: columns.answers },
          ]}
          rows={versions.toReversed().map((version) => ({
            key: version.survey.id,
            cells: [
              <a key="version" href={`/console/surveys/${version.survey.id}`}>
                {version.survey.id}
              </a>,
              version === newest ? text.active : text.replaced,
              formatInstant(version.activeFrom, zone, locale),
              String(version.survey.questions.length),
              answersOf(version, zone, locale),
            ],
          }))}
        />
      </div>
    </ConsoleFrame>
  );
}

function answersOf({ frozenAt }: SurveyVersion, zone: string, locale: Visit['locale']): string {
  const text = surveysTextFor(locale);
  return frozenAt === null ? text.unanswered : text.frozen(formatInstant(frozenAt, zone, locale));
}

interface StartProps {
  readonly baseId: string;
  readonly label: string;
  readonly hint: string;
}

function Start({ baseId, label, hint }: StartProps): VNode {
  return (
    <form class="survey-start" method="post" action="/console/surveys/draft/start">
      <input type="hidden" name="base" value={baseId} />
      <p>{hint}</p>
      <p class="actions">
        <Button>{label}</Button>
      </p>
    </form>
  );
}

interface VersionProps {
  readonly version: SurveyVersion;
  readonly hasDraft: boolean;
  readonly shown: Shown;
  readonly zone: string;
}

/** A published version, to be looked at. */
export function versionPage(visit: Visit, { version, hasDraft, shown, zone }: VersionProps): VNode {
  const { locale } = visit;
  const text = surveysTextFor(locale);
  const { survey } = version;
  return (
    <ConsoleFrame {...visit} title={text.version.title(survey.id)} page="surveys">
      <h1>{text.version.title(survey.id)}</h1>
      <div class="survey-editor">
        <div class="panel">
          <p>{answersOf(version, zone, locale)}</p>
          <ol class="numbers">
            {survey.questions.map(({ key, text: words, criteria }) => (
              <li key={key}>
                {words[locale]} <span class="quiet">({writeNumbers(criteria)})</span>
              </li>
            ))}
          </ol>
          {hasDraft ? null : <Start baseId={survey.id} label={text.version.startFrom} hint={text.version.fixed} />}
        </div>
        <form id="look" method="get" action={`/console/surveys/${survey.id}`} hidden />
        <Preview survey={survey} shown={shown} locale={locale} form="look" />
      </div>
    </ConsoleFrame>
  );
}
