import type { ComponentChildren, VNode } from 'preact';
import { DVCQG_FIELDS, DVCQG_STATES } from '../../domain/dvcqg-record.ts';
import type { Locale } from '../../domain/locale.ts';
import type { ApiDocs } from '../../domain/text/vi/api-docs.ts';
import { WEBHOOK_EVENT_TYPES } from '../../domain/webhook-event.ts';
import { Layout } from '../ui/layout.tsx';
import { Table } from '../ui/table.tsx';
import { EXAMPLES } from './examples.ts';
import { apiDocsFor, nameOf, type DocumentedOperation, type JsonSchema, type OpenApiDocument } from './open-api.ts';

interface Words {
  readonly text: ApiDocs;
}

/** The document as a page: first steps, every operation with an example, the national mapping, all data types. */
export function docsPage(document: OpenApiDocument, locale: Locale): VNode {
  const text = apiDocsFor(locale);
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  return (
    <Layout locale={locale} title={text.title}>
      <div class="page-head">
        <h1>{text.title}</h1>
      </div>
      <p class="large api-lead">{text.lead}</p>
      <div class="api-docs">
        <nav class="panel api-contents" aria-labelledby="contents">
          <h2 id="contents">{text.contents}</h2>
          <ul>
            <li>
              <a href="#start">{text.start}</a>
            </li>
            {operations.map(({ operation: { operationId, summary } }) => (
              <li key={operationId}>
                <a href={`#${operationId}`}>{summary}</a>
              </li>
            ))}
            <li>
              <a href="#webhooks">{text.webhooks.title}</a>
            </li>
            <li>
              <a href="#mapping">{text.mapping}</a>
            </li>
            <li>
              <a href="#schemas">{text.schemas}</a>
            </li>
          </ul>
        </nav>
        <div class="api-body">
          <Start text={text} baseUrl={document.servers[0]?.url ?? ''} />
          {operations.map((each) => (
            <Operation key={each.operation.operationId} {...each} text={text} />
          ))}
          <Webhooks text={text} />
          <Mapping text={text} />
          <Schemas text={text} schemas={document.components.schemas} />
        </div>
      </div>
    </Layout>
  );
}

function Start({ text, baseUrl }: Words & { readonly baseUrl: string }): VNode {
  const call = `curl "${baseUrl}/rates" \\\n  -H "Authorization: Bearer $KEY"`;
  return (
    <section class="panel" aria-labelledby="start">
      <h2 id="start">{text.start}</h2>
      <ol>
        {text.startSteps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p>
        {text.baseUrl}: <code class="code">{baseUrl}</code>
      </p>
      <Code label={text.request} of={text.start}>
        {call}
      </Code>
      <p>
        <a href="/api/v1/openapi.json">{text.document}</a>
      </p>
    </section>
  );
}

interface OperationProps extends Words {
  readonly path: string;
  readonly method: string;
  readonly operation: DocumentedOperation;
}

function Operation({ path, method, operation, text }: OperationProps): VNode {
  const { operationId, summary, description, parameters, requestBody, responses } = operation;
  const sent = requestBody?.content['application/json'];
  const answered = responses['200']?.content['application/json'];
  const problems = Object.entries(responses).filter(([status]) => status !== '200');
  return (
    <section class="panel api-operation" aria-labelledby={operationId}>
      <h2 id={operationId}>{summary}</h2>
      <p class="api-address">
        <b>{method}</b> <code class="code">/api/v1{path}</code>
      </p>
      <p>{description}</p>
      {parameters.length > 0 ? (
        <Table
          caption={`${text.parameters}: ${summary}`}
          hideCaption
          columns={[
            { key: 'name', label: text.parameter },
            { key: 'meaning', label: text.meaning },
          ]}
          rows={parameters.map(({ name, required, description: meaning, schema }) => ({
            key: name,
            cells: [fieldName(name, required, text), fieldMeaning(meaning, schema, text)],
          }))}
        />
      ) : null}
      {sent ? <p>{[`${text.body}: `, <Type schema={sent.schema} text={text} />]}</p> : null}
      {sent?.example === undefined ? null : (
        <Code label={text.request} of={summary}>
          {asJson(sent.example)}
        </Code>
      )}
      {answered ? <p>{[`${text.returns}: `, <Type schema={answered.schema} text={text} />]}</p> : null}
      {answered?.example === undefined ? null : (
        <Code label={text.answer} of={summary}>
          {asJson(answered.example)}
        </Code>
      )}
      {problems.length > 0 ? (
        <details>
          <summary>{text.problems}</summary>
          <ul>
            {problems.map(([status, { description: meaning }]) => (
              <li key={status}>
                <b>{status}</b> {meaning}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  );
}

function Webhooks({ text: { webhooks, type, meaning, answer } }: Words): VNode {
  return (
    <section class="panel" aria-labelledby="webhooks">
      <h2 id="webhooks">{webhooks.title}</h2>
      {webhooks.about.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      <Table
        caption={`${webhooks.title}: ${type}`}
        hideCaption
        columns={[
          { key: 'type', label: type },
          { key: 'meaning', label: meaning },
        ]}
        rows={WEBHOOK_EVENT_TYPES.map((event) => ({
          key: event,
          cells: [<code class="code">{event}</code>, webhooks.events[event]],
        }))}
      />
      <Code label={answer} of={webhooks.title}>
        {asJson(EXAMPLES.event)}
      </Code>
    </section>
  );
}

/** The one table by which national records are read, as the code has it. */
function Mapping({ text }: Words): VNode {
  const fields = Object.entries(DVCQG_FIELDS) as [keyof typeof DVCQG_FIELDS, readonly string[]][];
  return (
    <section class="panel" aria-labelledby="mapping">
      <h2 id="mapping">{text.mapping}</h2>
      <p>{text.mappingLead}</p>
      <p>{text.dates}</p>
      <Table
        caption={`${text.mapping}: ${text.field}`}
        hideCaption
        columns={[
          { key: 'theirs', label: text.theirFields },
          { key: 'meaning', label: text.meaning },
          { key: 'ours', label: text.ourField, secondary: true },
        ]}
        rows={fields.map(([source, names]) => ({
          key: source,
          cells: [names.join(', '), text.dvcqg[source], source === 'refusedAt' ? 'outcome' : source],
        }))}
      />
      <Table
        caption={text.states}
        columns={[
          { key: 'code', label: text.stateCode },
          { key: 'name', label: text.stateName },
          { key: 'meaning', label: text.stateMeaning },
        ]}
        rows={Object.entries(DVCQG_STATES).map(([code, { name, outcome }]) => ({
          key: code,
          cells: [code, <span lang="vi">{name}</span>, outcome === null ? text.open : text.outcomes[outcome]],
        }))}
      />
    </section>
  );
}

function Schemas({ text, schemas }: Words & { readonly schemas: Readonly<Record<string, JsonSchema>> }): VNode {
  return (
    <section class="panel" aria-labelledby="schemas">
      <h2 id="schemas">{text.schemas}</h2>
      {Object.entries(schemas).map(([name, { properties = {}, required = [] }]) => (
        <div key={name} id={name} class="api-schema">
          <h3>{name}</h3>
          <Table
            caption={name}
            hideCaption
            columns={[
              { key: 'field', label: text.field },
              { key: 'meaning', label: text.meaning },
            ]}
            rows={Object.entries(properties).map(([field, schema]) => ({
              key: field,
              cells: [
                fieldName(field, required.includes(field), text),
                fieldMeaning(schema.description ?? '', schema, text),
              ],
            }))}
          />
        </div>
      ))}
    </section>
  );
}

function fieldName(name: string, required: boolean, text: ApiDocs): ComponentChildren {
  return (
    <>
      <code class="code">{name}</code>
      {required ? <small class="api-required">{text.required}</small> : null}
    </>
  );
}

function fieldMeaning(meaning: string, schema: JsonSchema, text: ApiDocs): ComponentChildren {
  return (
    <>
      {meaning} <small class="quiet">{<Type schema={schema} text={text} />}</small>
    </>
  );
}

/** A type in words, with links to the types that have a name. */
function Type({ schema, text }: Words & { readonly schema: JsonSchema }): VNode {
  const name = nameOf(schema);
  if (name !== null) return <a href={`#${name}`}>{name}</a>;
  if (schema.anyOf) {
    return <>{schema.anyOf.flatMap((each, i) => [i > 0 ? ` ${text.or} ` : '', <Type schema={each} text={text} />])}</>;
  }
  if (schema.enum)
    return (
      <>
        {schema.enum
          .map(String)
          .filter((value) => value !== '')
          .join(' | ')}
      </>
    );
  if (schema.const !== undefined) return <>{String(schema.const)}</>;
  if (schema.items) return <>{[`${text.listOf} `, <Type schema={schema.items} text={text} />]}</>;
  const words: Readonly<Record<string, string>> = { ...text.types, null: text.nothing, object: 'JSON' };
  return <>{words[schema.format ?? ''] ?? words[schema.type ?? ''] ?? schema.type}</>;
}

interface CodeProps {
  readonly label: string;
  /** What it belongs to, for those who do not see where it stands. */
  readonly of: string;
  readonly children: string;
}

function Code({ label, of, children }: CodeProps): VNode {
  return (
    <figure class="api-code">
      <figcaption>{label}</figcaption>
      <pre tabIndex={0} aria-label={`${label}: ${of}`} role="group">
        <code class="code">{children}</code>
      </pre>
    </figure>
  );
}

function asJson(example: unknown): string {
  return JSON.stringify(example, null, 2);
}
