import type { VNode } from 'preact';
import type { Locale } from '../../domain/locale.ts';
import { assertNever } from '../../lib/assert-never.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { pageTextFor } from '../ui/format.ts';
import { Layout } from '../ui/layout.tsx';
import { Notice } from '../ui/notice.tsx';
import { factorTextFor, peopleTextFor } from './people/text.ts';
import { consoleTextFor } from './text.ts';

export const AGENCY_PATH = '/console/sign-in/agency';

interface SignInProps {
  readonly locale: Locale;
  readonly email: string;
  readonly next: string | null;
  readonly failure: SignInFailure | null;
  /** Another way in; null when there is none. */
  readonly agency: { readonly label: string | null } | null;
  /** Comes from having set a password. */
  readonly isSet: boolean;
}

export type SignInFailure =
  | { readonly kind: 'refused' | 'over' | 'agency-refused' | 'agency-away' }
  | { readonly kind: 'locked'; readonly minutes: number };

export function signInPage({ locale, email, next, failure, isSet, agency }: SignInProps): VNode {
  const text = consoleTextFor(locale).signIn;
  const search = next === null ? '' : new URLSearchParams({ next }).toString();
  return (
    <Layout
      locale={locale}
      title={failure === null ? text.title : pageTextFor(locale).fault(text.title)}
      home="/"
      search={search}
    >
      <div class="panel sign-in">
        <h1>{text.title}</h1>
        <p class="quiet">{text.lead}</p>
        {isSet ? <Notice kind="good" title={peopleTextFor(locale).password.set} /> : null}
        {failure === null ? null : (
          <p class="notice notice--trouble notice__title" id="failure" role="alert">
            {failureWords(failure, locale)}
          </p>
        )}
        <form method="post" action="/console/sign-in">
          {next === null ? null : <input type="hidden" name="next" value={next} />}
          <TextField
            id="email"
            label={text.email}
            value={email}
            input={{ type: 'email', autocomplete: 'username', autofocus: email === '' }}
          />
          <TextField
            id="password"
            label={text.password}
            input={{ type: 'password', autocomplete: 'current-password', autofocus: email !== '' }}
          />
          <Button>{text.submit}</Button>
        </form>
        {agency === null ? null : (
          <Button kind="secondary" href={agencyPath(next)}>
            {text.agency(agency.label)}
          </Button>
        )}
      </div>
    </Layout>
  );
}

function failureWords(failure: SignInFailure, locale: Locale): string {
  const text = consoleTextFor(locale).signIn;
  switch (failure.kind) {
    case 'refused':
      return text.refused;
    case 'locked':
      return text.locked(failure.minutes);
    case 'agency-refused':
      return text.agencyRefused;
    case 'agency-away':
      return text.agencyAway;
    case 'over':
      return factorTextFor(locale).signIn.over;
    default:
      return assertNever(failure);
  }
}

/** Where the way through the agency's directory begins. */
export function agencyPath(next: string | null): string {
  return next === null ? AGENCY_PATH : `${AGENCY_PATH}?${new URLSearchParams({ next }).toString()}`;
}
