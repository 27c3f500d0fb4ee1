import type { VNode } from 'preact';
import { COMMENT_LENGTH } from '../../domain/conversation/comment.ts';
import type { PageButton, Prompt } from '../../service/show-survey.ts';
import { pageTextFor } from '../ui/format.ts';
import { Frame } from './frame.tsx';
import { LeaveSurvey } from './leave.tsx';
import { PageForm, QuietRow, Tap, taps } from './tap.tsx';
import { citizenTextFor } from './text.ts';

export interface QuestionPageProps {
  readonly view: Prompt;
  readonly path: string;
  readonly nonce: string;
  /** A comment was sent without a word in it. */
  readonly isEmpty?: boolean;
}

/** One question, its answers as full-width buttons in the order of the scale, none of them chosen. */
export function questionPage(props: QuestionPageProps): VNode {
  const { view, path, isEmpty } = props;
  const title = progressOf(view) ?? citizenTextFor(view.locale).title;
  return (
    <Frame locale={view.locale} title={isEmpty ? pageTextFor(view.locale).fault(title) : title} path={path}>
      <QuestionBody {...props} />
    </Frame>
  );
}

function progressOf({ locale, position, total }: Prompt): string | null {
  return position === null ? null : citizenTextFor(locale).question(position, total);
}

/** The page without what stands around every page. */
export function QuestionBody(props: QuestionPageProps): VNode {
  const { view, path, nonce } = props;
  const text = citizenTextFor(view.locale);
  return (
    <>
      {view.position === null ? null : (
        <Progress label={progressOf(view) ?? ''} position={view.position} total={view.total} />
      )}
      {view.asks === 'slip-answered' ? (
        <>
          <h1>{text.slipAnswered}</h1>
          <p id="question">{view.text}</p>
        </>
      ) : (
        <h1 class="citizen__question" id="question">
          {view.text}
        </h1>
      )}
      <PageForm path={path} locale={view.locale} nonce={nonce}>
        {view.asks === 'ask-comment' ? <Comment {...props} /> : <Answers buttons={view.buttons} label={text.answers} />}
        <QuietRow buttons={quietButtons(view)} />
        {view.asks === 'confirm-stop' || view.asks === 'slip-answered' ? null : <LeaveSurvey {...view} />}
      </PageForm>
    </>
  );
}

function Answers({ buttons, label }: { readonly buttons: readonly PageButton[]; readonly label: string }): VNode {
  return (
    <fieldset class="answers" aria-describedby="question">
      <legend class="sr-only">{label}</legend>
      {buttons
        .filter((button) => !isQuiet(button))
        .map((button) => (
          <Tap key={button.payload} button={button} />
        ))}
    </fieldset>
  );
}

function Comment({ view, isEmpty }: QuestionPageProps): VNode {
  const text = citizenTextFor(view.locale);
  return (
    <div class={isEmpty ? 'field field--fault answers' : 'answers'}>
      <p class="citizen__hint" id="comment-hint">
        {text.cannotReply}
      </p>
      {isEmpty ? (
        <p class="field__fault" id="comment-fault">
          {text.emptyComment}
        </p>
      ) : null}
      <textarea
        class="input citizen__comment"
        id="comment"
        name="comment"
        rows={5}
        maxLength={COMMENT_LENGTH}
        autofocus={isEmpty}
        aria-labelledby="question"
        aria-describedby={isEmpty ? 'comment-fault comment-hint' : 'comment-hint'}
        aria-invalid={isEmpty ? true : undefined}
      />
      <button class="tap tap--primary" type="submit">
        {text.send}
      </button>
      {taps(view.buttons, ['no-comment']).map((button) => (
        <Tap key={button.payload} button={button} />
      ))}
    </div>
  );
}

/** Decoration: the words beside it say the same. */
function Progress({
  label,
  position,
  total,
}: {
  readonly label: string;
  readonly position: number;
  readonly total: number;
}): VNode {
  return (
    <div class="progress">
      <p>{label}</p>
      <div class="progress__bar" aria-hidden="true">
        {Array.from({ length: total }, (_, i) => (
          <span key={i} class={i < position ? 'progress__step progress__step--on' : 'progress__step'} />
        ))}
      </div>
    </div>
  );
}

/** The first question has none before it. */
function quietButtons({ buttons, position }: Prompt): readonly PageButton[] {
  return buttons.filter((button) => isQuiet(button) && !(position === 1 && button.choice.kind === 'back'));
}

function isQuiet({ choice }: PageButton): boolean {
  return choice.kind === 'back' || choice.kind === 'skip';
}
