import type { VNode } from 'preact';
import type { Locale } from '../../../domain/locale.ts';
import type { FactorKind } from '../../auth/second-factor.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { pageTextFor } from '../../ui/format.ts';
import { Layout } from '../../ui/layout.tsx';
import { factorTextFor } from './text.ts';

interface CodeProps {
  readonly locale: Locale;
  readonly kind: FactorKind;
  readonly next: string | null;
  readonly failure: 'refused' | 'locked' | null;
}

const DIGITS = { autocomplete: 'one-time-code', inputMode: 'numeric', autofocus: true } as const;
const CODE = { autocomplete: 'off', spellcheck: false, autofocus: true } as const;

/** The second step of a sign-in. */
export function codePage({ locale, kind, next, failure }: CodeProps): VNode {
  const words = factorTextFor(locale);
  const text = words.signIn;
  const isCode = kind === 'code';
  const title = isCode ? text.title : text.recoveryTitle;
  const keep = next === null ? {} : { next };
  const search = new URLSearchParams({ ...keep, ...(isCode ? {} : { with: 'recovery' }) }).toString();
  const other = new URLSearchParams({ ...keep, ...(isCode ? { with: 'recovery' } : {}) }).toString();
  const refusal = isCode ? text.refused : text.recoveryRefused;
  return (
    <Layout locale={locale} title={failure ? pageTextFor(locale).fault(title) : title} home="/" search={search}>
      <div class="panel sign-in">
        <h1>{title}</h1>
        <p class="quiet">{isCode ? text.lead : text.recoveryLead}</p>
        {failure === null ? null : (
          <p class="notice notice--trouble notice__title" role="alert">
            {failure === 'locked' ? text.locked : refusal}
          </p>
        )}
        <form method="post" action="/console/sign-in/code" novalidate>
          {next === null ? null : <input type="hidden" name="next" value={next} />}
          <input type="hidden" name="with" value={kind} />
          <TextField id="code" label={isCode ? words.code : text.recovery} size="code" input={isCode ? DIGITS : CODE} />
          <Button>{text.submit}</Button>
        </form>
        <p>
          <a href={`/console/sign-in/code?${other}`}>{isCode ? text.useRecovery : text.useCode}</a>
        </p>
        {isCode ? null : <p class="quiet">{text.lost}</p>}
      </div>
    </Layout>
  );
}
