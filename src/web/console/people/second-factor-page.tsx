import type { VNode } from 'preact';
import type { Locale } from '../../../domain/locale.ts';
import type { Preparation } from '../../auth/second-factor.ts';
import { Button } from '../../ui/button.tsx';
import { TextField, type Fault } from '../../ui/field.tsx';
import { pageTextFor } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { ConsoleFrame, type Visit } from '../frame.tsx';
import { needsSecondFactor } from '../policy.ts';
import { QrCode } from '../qr-code.tsx';
import { FACTOR_PATH } from './require-factor.ts';
import { factorTextFor } from './text.ts';

interface FactorProps {
  readonly faults: readonly Fault[];
  readonly done: 'added' | 'dropped' | null;
  readonly isRequired: boolean;
}

/** Whether there is one, and the way to add or remove it; both ask for the password. */
export function factorPage(visit: Visit, { faults, done, isRequired }: FactorProps): VNode {
  const { locale, viewer } = visit;
  const text = factorTextFor(locale);
  const isOn = viewer.hasSecondFactor;
  const mustAdd = isRequired && !isOn && needsSecondFactor(viewer);
  return (
    <ConsoleFrame {...visit} title={titleOf(text.title, faults, locale)} page="account">
      <h1>{text.title}</h1>
      {done === null ? null : <Notice kind="good" title={text[done]} />}
      {mustAdd && done === null ? <Notice kind="attention" title={text.required} /> : null}
      <form class="panel form" method="post" action={`${FACTOR_PATH}/${isOn ? 'drop' : 'start'}`} novalidate>
        <p>{isOn ? text.isOn : text.lead}</p>
        <p class="quiet">{isOn ? text.dropNote : text.apps}</p>
        <TextField
          id="password"
          label={text.password}
          faults={faults}
          input={{ type: 'password', autocomplete: 'current-password', autofocus: !isOn }}
        />
        <p class="actions">
          <Button kind={isOn ? 'secondary' : 'primary'}>{isOn ? text.drop : text.start}</Button>
        </p>
      </form>
    </ConsoleFrame>
  );
}

/** Key and recovery codes stand here and nowhere else; after a wrong code they are not shown again. */
export function preparationPage(visit: Visit, preparation: Preparation | null, faults: readonly Fault[]): VNode {
  const { locale } = visit;
  const text = factorTextFor(locale);
  return (
    <ConsoleFrame {...visit} title={titleOf(text.title, faults, locale)} page="account">
      <h1>{text.title}</h1>
      <div class="panel form">
        {preparation === null ? (
          <p class="quiet">{text.codeWrongHint}</p>
        ) : (
          <Secrets {...preparation} locale={locale} />
        )}
        <form class="factor-code" method="post" action={`${FACTOR_PATH}/confirm`} novalidate>
          <h2>{text.stepCode}</h2>
          <TextField
            id="code"
            label={text.code}
            hint={text.codeHint}
            faults={faults}
            size="code"
            input={{ autocomplete: 'one-time-code', inputMode: 'numeric', autofocus: preparation === null }}
          />
          <p class="actions">
            <Button>{text.confirm}</Button>
            <Button kind="quiet" href={FACTOR_PATH}>
              {text.restart}
            </Button>
          </p>
        </form>
      </div>
    </ConsoleFrame>
  );
}

function Secrets({ uri, recoveryCodes, locale }: Preparation & { readonly locale: Locale }): VNode {
  const text = factorTextFor(locale);
  const key = new URL(uri).searchParams.get('secret') ?? '';
  return (
    <>
      <h2>{text.stepScan}</h2>
      <QrCode text={uri} label={text.qrLabel} />
      <p>
        {text.key}: <code class="factor-key">{key.match(/.{1,4}/g)?.join(' ')}</code>
      </p>
      <h2>{text.stepKeep}</h2>
      <p>{text.keep}</p>
      <ul class="recovery-codes">
        {recoveryCodes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
    </>
  );
}

function titleOf(title: string, faults: readonly Fault[], locale: Locale): string {
  return faults.length === 0 ? title : pageTextFor(locale).fault(title);
}
