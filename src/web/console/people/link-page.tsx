import type { VNode } from 'preact';
import type { Locale } from '../../../domain/locale.ts';
import type { OpenedLink } from '../../../service/people/set-password.ts';
import { Button } from '../../ui/button.tsx';
import type { Fault } from '../../ui/field.tsx';
import { pageTextFor } from '../../ui/format.ts';
import { Layout } from '../../ui/layout.tsx';
import { NewPasswordFields } from './account-page.tsx';
import { peopleTextFor } from './text.ts';

interface LinkProps {
  readonly locale: Locale;
  readonly token: string;
  readonly opened: OpenedLink;
  readonly faults: readonly Fault[];
}

/** Where somebody chooses a password, by the link that an admin handed on. */
export function passwordLinkPage({ locale, token, opened, faults }: LinkProps): VNode {
  const text = peopleTextFor(locale).password;
  const { person, purpose } = opened;
  const title = text.titles[purpose];
  return (
    <Layout locale={locale} title={faults.length === 0 ? title : pageTextFor(locale).fault(title)} home="/">
      <div class="panel sign-in">
        <h1>{title}</h1>
        <p class="quiet">{text.lead(person.name, person.email)}</p>
        <form method="post" action={`/console/links/${token}`} novalidate>
          <input
            class="sr-only"
            type="text"
            name="username"
            value={person.email}
            autocomplete="username"
            readonly
            tabIndex={-1}
            aria-hidden="true"
          />
          <NewPasswordFields faults={faults} locale={locale} />
          <Button>{text.submit}</Button>
        </form>
      </div>
    </Layout>
  );
}

/** Used, replaced, over or never made: they look alike. */
export function linkOverPage(locale: Locale): VNode {
  const text = peopleTextFor(locale).password;
  return (
    <Layout locale={locale} title={text.overTitle} home="/">
      <div class="panel sign-in">
        <h1>{text.overTitle}</h1>
        <p>{text.over}</p>
        <p>
          <Button kind="secondary" href="/console/sign-in">
            {text.toSignIn}
          </Button>
        </p>
      </div>
    </Layout>
  );
}
