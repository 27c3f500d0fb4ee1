import type { VNode } from 'preact';
import type { Locale } from '../../domain/locale.ts';
import { assertNever } from '../../lib/assert-never.ts';
import type { Submission } from './submission.ts';
import { Frame } from './frame.tsx';
import { PageForm } from './tap.tsx';
import { citizenTextFor } from './text.ts';

interface NotSavedPageProps {
  readonly locale: Locale;
  readonly path: string;
  readonly submission: Submission;
}

/** Says plainly that nothing was saved, and carries what was given for another try under the same id. */
export function notSavedPage({ locale, path, submission }: NotSavedPageProps): VNode {
  const text = citizenTextFor(locale);
  return (
    <Frame locale={locale} title={text.notSaved} path={path}>
      <h1>{text.notSaved}</h1>
      <p class="notice notice--trouble" role="alert">
        {text.notSavedHint}
      </p>
      <PageForm path={path} locale={locale} nonce={submission.nonce}>
        <Given submission={submission} label={text.yourComment} />
        <button class="tap tap--primary" type="submit">
          {text.retry}
        </button>
      </PageForm>
    </Frame>
  );
}

function Given({ submission, label }: { readonly submission: Submission; readonly label: string }): VNode {
  switch (submission.kind) {
    case 'tap':
      return <input type="hidden" name="payload" value={submission.payload} />;
    case 'leave':
      return <input type="hidden" name="leave" value={submission.leave} />;
    case 'comment':
      return (
        <div class="field">
          <label class="field__label" for="comment">
            {label}
          </label>
          <textarea class="input citizen__comment" id="comment" name="comment" rows={5}>
            {submission.comment}
          </textarea>
        </div>
      );
    default:
      return assertNever(submission);
  }
}
