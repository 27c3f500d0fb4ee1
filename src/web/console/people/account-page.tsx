import type { VNode } from 'preact';
import type { Locale } from '../../../domain/locale.ts';
import type { OpenSession } from '../../../service/ports.ts';
import { Button } from '../../ui/button.tsx';
import { TextField, type Fault } from '../../ui/field.tsx';
import { formatInstant, pageTextFor } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { Table } from '../../ui/table.tsx';
import { ConsoleFrame, type Visit } from '../frame.tsx';
import { consoleTextFor } from '../text.ts';
import { browserName } from './browser-name.ts';
import { FACTOR_PATH } from './require-factor.ts';
import { LettersForm, type Letters } from './letters-form.tsx';
import { factorTextFor, peopleTextFor } from './text.ts';

export interface AccountProps {
  readonly sessions: readonly OpenSession[];
  /** False for people who come through their agency's directory only. */
  readonly hasPassword: boolean;
  readonly faults: readonly Fault[];
  readonly done: 'changed' | 'ended' | 'mail' | null;
  /** What is mailed; null for roles that see no figures. */
  readonly letters: Letters | null;
  readonly zone: string;
}

export function accountPage(visit: Visit, props: AccountProps): VNode {
  const { viewer, locale, scopeName } = visit;
  const text = peopleTextFor(locale).account;
  return (
    <ConsoleFrame
      {...visit}
      title={props.faults.length === 0 ? text.title : pageTextFor(locale).fault(text.title)}
      page="account"
    >
      <h1>{text.title}</h1>
      {props.done === null ? null : <Notice kind="good" title={doneWords(props.done, locale)} />}
      <dl class="facts">
        <dt>{text.name}</dt>
        <dd>{viewer.name}</dd>
        <dt>{text.email}</dt>
        <dd>{viewer.email}</dd>
        <dt>{text.role}</dt>
        <dd>{consoleTextFor(locale).roles[viewer.role]}</dd>
        <dt>{text.unit}</dt>
        <dd>{scopeName}</dd>
        <dt>{factorTextFor(locale).title}</dt>
        <dd>
          {viewer.hasSecondFactor ? factorTextFor(locale).on : factorTextFor(locale).off}{' '}
          {props.hasPassword ? <a href={FACTOR_PATH}>{factorTextFor(locale).change}</a> : null}
        </dd>
      </dl>
      <div class="two-panels">
        {props.hasPassword ? (
          <PasswordForm faults={props.faults} email={viewer.email} locale={locale} />
        ) : (
          <section class="panel">
            <h2>{text.passwordTitle}</h2>
            <p>{text.noPassword}</p>
          </section>
        )}
        <Sessions {...props} visit={visit} />
        {props.letters === null ? null : <LettersForm letters={props.letters} locale={locale} />}
      </div>
    </ConsoleFrame>
  );
}

function doneWords(done: 'changed' | 'ended' | 'mail', locale: Locale): string {
  const text = peopleTextFor(locale);
  return done === 'mail' ? text.mail.saved : text.account[done];
}

interface PasswordProps {
  readonly faults: readonly Fault[];
  readonly email: string;
  readonly locale: Locale;
}

function PasswordForm({ faults, email, locale }: PasswordProps): VNode {
  const words = peopleTextFor(locale);
  const text = words.account;
  return (
    <form class="panel form" method="post" action="/console/account/password" novalidate>
      <h2>{text.passwordTitle}</h2>
      <input
        class="sr-only"
        type="text"
        name="username"
        value={email}
        autocomplete="username"
        readonly
        tabIndex={-1}
        aria-hidden="true"
      />
      <TextField
        id="current"
        label={text.current}
        faults={faults}
        input={{ type: 'password', autocomplete: 'current-password', autofocus: faults.length > 0 }}
      />
      <NewPasswordFields faults={faults} locale={locale} />
      <p class="actions">
        <Button>{text.change}</Button>
      </p>
    </form>
  );
}

export function NewPasswordFields({ faults, locale }: Pick<PasswordProps, 'faults' | 'locale'>): VNode {
  const text = peopleTextFor(locale).password;
  const input = { type: 'password', autocomplete: 'new-password' } as const;
  return (
    <>
      <TextField id="password" label={text.password} hint={text.hint} faults={faults} input={input} />
      <TextField id="again" label={text.again} faults={faults} input={input} />
    </>
  );
}

function Sessions({ sessions, zone, visit }: AccountProps & { readonly visit: Visit }): VNode {
  const { locale, viewer } = visit;
  const text = peopleTextFor(locale).account;
  return (
    <section class="panel">
      <h2>{text.sessionsTitle}</h2>
      <p class="quiet">{text.sessionsNote}</p>
      <Table
        caption={text.sessionsTitle}
        hideCaption
        columns={[
          { key: 'browser', label: text.columns.browser },
          { key: 'opened', label: text.columns.opened, secondary: true },
          { key: 'seen', label: text.columns.seen },
          { key: 'end', label: text.columns.end },
        ]}
        rows={sessions.map(({ id, userAgent, openedAt, seenAt }) => {
          const name = browserName(userAgent) ?? text.unknownBrowser;
          return {
            key: id,
            cells: [
              name,
              formatInstant(openedAt, zone, locale),
              formatInstant(seenAt, zone, locale),
              id === viewer.sessionId ? text.here : <EndForm key="end" id={id} name={name} locale={locale} />,
            ],
          };
        })}
      />
      {sessions.length > 1 ? (
        <form class="actions" method="post" action="/console/account/sessions">
          <Button kind="secondary" name="session" value="others">
            {text.endOthers}
          </Button>
        </form>
      ) : null}
    </section>
  );
}

function EndForm({ id, name, locale }: { readonly id: string; readonly name: string; readonly locale: Locale }): VNode {
  const text = peopleTextFor(locale).account;
  return (
    <form method="post" action="/console/account/sessions" aria-label={text.endAria(name)}>
      <Button kind="quiet" name="session" value={id}>
        {text.end}
      </Button>
    </form>
  );
}
