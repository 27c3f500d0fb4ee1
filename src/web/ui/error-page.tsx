import type { VNode } from 'preact';
import type { Locale } from '../../domain/locale.ts';
import type { PageText } from '../../domain/text/vi/page.ts';
import { Button } from './button.tsx';
import { pageTextFor } from './format.ts';
import { Layout } from './layout.tsx';

interface ErrorPageProps {
  readonly status: number;
  readonly code: string;
  readonly locale: Locale;
  /** Lets an operator find the log line. */
  readonly requestId: string;
  /** Where to go from here; null when the page belongs to no set of pages. */
  readonly home: string | null;
}

export function errorPage({ status, code, locale, requestId, home }: ErrorPageProps): VNode {
  const text = pageTextFor(locale);
  const { title, body } = code === 'cross-site' ? text.forged : wordsFor(status, text);
  return (
    <Layout locale={locale} title={title} width="narrow" home={home ?? '/'}>
      <p class="status-code">{status}</p>
      <h1>{title}</h1>
      <p>{body}</p>
      {home === null ? null : (
        <p>
          <Button href={home} kind="secondary">
            {text.home}
          </Button>
        </p>
      )}
      <p class="quiet">
        {text.requestId}: <code>{requestId.slice(0, 8)}</code>
      </p>
    </Layout>
  );
}

function wordsFor(status: number, text: PageText): { readonly title: string; readonly body: string } {
  const { errors } = text;
  if (isKnown(status, errors)) return errors[status];
  return status >= 500 ? errors[500] : errors[400];
}

function isKnown(status: number, errors: PageText['errors']): status is keyof PageText['errors'] & number {
  return status in errors;
}
