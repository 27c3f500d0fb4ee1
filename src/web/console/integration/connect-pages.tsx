import type { ComponentChildren, VNode } from 'preact';
import type { Unit, UnitCode } from '../../../domain/unit.ts';
import type { ConnectionFault } from '../../../service/integration/integration-parts.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceField, FaultSummary, TextField, type Fault } from '../../ui/field.tsx';
import { pageTextFor } from '../../ui/format.ts';
import { consoleTextFor } from '../text.ts';
import { ConsoleFrame, type Visit } from '../frame.tsx';
import { UnitField } from '../unit-field.tsx';
import { integrationTextFor } from './text.ts';

/** As typed. */
export interface KeyForm {
  readonly name: string;
  readonly unit: string;
  readonly kind: 'live' | 'test';
}

export interface WebhookForm {
  readonly url: string;
  readonly unit: string;
}

interface FormProps<Form> {
  readonly form: Form;
  readonly faults: readonly ConnectionFault[];
  readonly units: ReadonlyMap<UnitCode, Unit>;
}

export function newKeyPage(visit: Visit, { form, units, ...props }: FormProps<KeyForm>): VNode {
  const { locale, viewer } = visit;
  const text = integrationTextFor(locale);
  const { keys } = text;
  const faults = toFaults(props.faults, visit);
  return (
    <ConnectForm visit={visit} faults={faults} title={keys.formTitle} submit={keys.add} action="/console/keys/new">
      <TextField
        id="name"
        label={keys.name}
        hint={keys.nameHint}
        value={form.name}
        faults={faults}
        input={{ autocomplete: 'off', autofocus: faults.length === 0 }}
      />
      <UnitField value={form.unit} only={text.whole} {...{ faults, viewer, units, locale }} />
      <ChoiceField
        id="kind"
        label={keys.kind}
        hint={keys.kindHint}
        value={form.kind}
        options={(['live', 'test'] as const).map((value) => ({ value, label: keys.kinds[value] }))}
      />
    </ConnectForm>
  );
}

export function newWebhookPage(visit: Visit, { form, units, ...props }: FormProps<WebhookForm>): VNode {
  const { locale, viewer } = visit;
  const text = integrationTextFor(locale);
  const { webhooks } = text;
  const faults = toFaults(props.faults, visit);
  return (
    <ConnectForm
      visit={visit}
      faults={faults}
      title={webhooks.formTitle}
      submit={webhooks.add}
      action="/console/keys/webhooks/new"
    >
      <TextField
        id="url"
        label={webhooks.url}
        hint={webhooks.urlHint}
        value={form.url}
        faults={faults}
        input={{ autocomplete: 'off', spellcheck: false, autofocus: faults.length === 0 }}
      />
      <UnitField value={form.unit} only={text.whole} {...{ faults, viewer, units, locale }} />
    </ConnectForm>
  );
}

interface ConnectFormProps {
  readonly visit: Visit;
  readonly faults: readonly Fault[];
  readonly title: string;
  readonly action: string;
  readonly submit: string;
  readonly children: ComponentChildren;
}

function ConnectForm({ visit, faults, title, action, submit, children }: ConnectFormProps): VNode {
  const { locale } = visit;
  return (
    <ConsoleFrame {...visit} title={faults.length === 0 ? title : pageTextFor(locale).fault(title)} page="connections">
      <h1>{title}</h1>
      <form class="panel form" method="post" action={action} novalidate>
        <FaultSummary faults={faults} locale={locale} />
        {children}
        <p class="actions">
          <Button>{submit}</Button>
          <Button kind="quiet" href="/console/keys">
            {integrationTextFor(locale).cancel}
          </Button>
        </p>
      </form>
    </ConsoleFrame>
  );
}

interface SecretProps {
  readonly title: string;
  readonly lead: string;
  readonly label: string;
  readonly secret: string;
}

/** The only page that ever shows a key or a secret. */
export function secretPage(visit: Visit, { title, lead, label, secret }: SecretProps): VNode {
  return (
    <ConsoleFrame {...visit} title={title} page="connections">
      <h1>{title}</h1>
      <div class="panel form">
        <p>{lead}</p>
        <div class="field">
          <label class="field__label" for="secret">
            {label}
          </label>
          <textarea class="input once-link" id="secret" readonly rows={2} spellcheck={false}>
            {secret}
          </textarea>
        </div>
        <p class="actions">
          <Button kind="secondary" href="/console/keys">
            {integrationTextFor(visit.locale).back}
          </Button>
        </p>
      </div>
    </ConsoleFrame>
  );
}

function toFaults(faults: readonly ConnectionFault[], { locale }: Visit): readonly Fault[] {
  const text = integrationTextFor(locale);
  const labels = { name: text.keys.name, url: text.webhooks.url, unit: consoleTextFor(locale).unitField.label };
  return faults.map(({ field, code }) => ({ field, message: text.faults[code], label: labels[field] }));
}
