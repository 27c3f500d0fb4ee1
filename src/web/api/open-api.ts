import { z } from 'zod';
import { DVCQG_FIELDS } from '../../domain/dvcqg-record.ts';
import type { Locale } from '../../domain/locale.ts';
import { apiDocs as en } from '../../domain/text/en/api-docs.ts';
import { apiDocs as vi, type ApiDocs } from '../../domain/text/vi/api-docs.ts';
import { WEBHOOK_EVENT_TYPES, type WebhookEventType } from '../../domain/webhook-event.ts';
import { EXAMPLES } from './examples.ts';
import { ANSWERED, OPERATIONS, SENT, type Operation } from './operations.ts';

/** The part of JSON Schema 2020-12 that our schemas come out as. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly maximum?: number;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'query' | 'path';
  readonly required: boolean;
  readonly description: string;
  readonly schema: JsonSchema;
}

interface Content {
  readonly 'application/json'?: { readonly schema: JsonSchema; readonly example?: unknown };
  readonly 'application/problem+json'?: { readonly schema: JsonSchema };
}

export interface DocumentedOperation {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly security: readonly object[];
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly required: true; readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content: Content }>>;
}

export interface OpenApiDocument {
  readonly openapi: '3.1.0';
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentedOperation>>>>;
  readonly webhooks: Readonly<Record<string, { readonly post: object }>>;
  readonly components: {
    readonly securitySchemes: object;
    readonly schemas: Readonly<Record<string, JsonSchema>>;
  };
}

const PREFIX = '#/components/schemas/';

export function apiDocsFor(locale: Locale): ApiDocs {
  return locale === 'vi' ? vi : en;
}

/** OpenAPI 3.1, made from the schemas that routes read and answer by. */
export function openApiDocument(baseUrl: string, locale: Locale): OpenApiDocument {
  const text = apiDocsFor(locale);
  const paths: Record<string, Record<string, DocumentedOperation>> = {};
  for (const operation of OPERATIONS) {
    paths[operation.path] = { ...paths[operation.path], [operation.method.toLowerCase()]: describe(operation, text) };
  }
  return {
    openapi: '3.1.0',
    info: { title: text.title, version: '1', description: text.lead },
    servers: [{ url: baseUrl }],
    webhooks: Object.fromEntries(WEBHOOK_EVENT_TYPES.map((type) => [type, { post: webhook(type, text) }])),
    paths,
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer' } },
      schemas: { ...schemasOf(SENT, 'input', text), ...schemasOf(ANSWERED, 'output', text) },
    },
  };
}

export function nameOf({ $ref }: JsonSchema): string | null {
  return $ref?.slice(PREFIX.length) ?? null;
}

function describe(operation: Operation, text: ApiDocs): DocumentedOperation {
  const { title, about } = text.operations[operation.id];
  const { example } = operation;
  return {
    operationId: operation.id,
    summary: title,
    description: about,
    security: operation.access === 'api-key' ? [{ key: [] }] : [],
    parameters: [...pathParameters(operation, text), ...queryParameters(operation, text)],
    ...(operation.body.length === 0
      ? {}
      : { requestBody: { required: true, content: json(bodySchema(operation.body), example?.sent) } }),
    responses: {
      '200': {
        description: text.returns,
        content: json(operation.answer ? reference(operation.answer) : { type: 'object' }, example?.answered),
      },
      ...Object.fromEntries(operation.problems.map((status) => [status, problem(text.statuses[status])])),
    },
  };
}

/** What a receiver of ours has to take. */
function webhook(type: WebhookEventType, { webhooks }: ApiDocs): object {
  const content = json(reference('WebhookEvent'), { ...EXAMPLES.event, type });
  return {
    summary: webhooks.events[type],
    requestBody: { required: true, content },
    responses: { '2XX': { description: webhooks.taken } },
  };
}

function json(schema: JsonSchema, example: unknown): Content {
  return { 'application/json': { schema, ...(example === undefined ? {} : { example }) } };
}

function problem(description: string): { readonly description: string; readonly content: Content } {
  return { description, content: { 'application/problem+json': { schema: reference('Problem') } } };
}

function reference(name: string): JsonSchema {
  return { $ref: `${PREFIX}${name}` };
}

function bodySchema(body: Operation['body']): JsonSchema {
  return {
    anyOf: body.map((each) =>
      'one' in each ? reference(each.one) : { type: 'array', items: reference(each.many), maxItems: 1000 },
    ),
  };
}

function pathParameters({ path }: Operation, text: ApiDocs): readonly Parameter[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    description: described(text.query, name),
    schema: { type: 'string' },
  }));
}

function queryParameters({ query }: Operation, text: ApiDocs): readonly Parameter[] {
  if (!query) return [];
  const { properties = {}, required = [] } = schemaOf(query);
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    description: described(text.query, name),
    schema,
  }));
}

function schemaOf(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, { io: 'input' }) as JsonSchema;
}

/** Schemas that hold one another by reference, every field with its meaning. */
function schemasOf(
  named: Readonly<Record<string, z.ZodType>>,
  io: 'input' | 'output',
  text: ApiDocs,
): Readonly<Record<string, JsonSchema>> {
  const registry = z.registry<{ readonly id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { io, uri: (id) => `${PREFIX}${id}`, override: withoutNoise });
  const texts: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    ...text.fields,
    DvcqgRecord: dvcqgMeanings(text),
  };
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, withMeanings(schema, texts[name] ?? {})]),
  );
}

/** Bounds that only say what a double can hold. */
function withoutNoise({ jsonSchema }: { readonly jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
}

function withMeanings(given: object, texts: Readonly<Record<string, string>>): JsonSchema {
  const own = Object.entries(given).filter(([name]) => name !== '$schema' && name !== '$id');
  const schema: JsonSchema = Object.fromEntries(own);
  if (!schema.properties) return schema;
  const properties = Object.entries(schema.properties).map(([name, field]) => {
    return [name, texts[name] === undefined ? field : { ...field, description: texts[name] }];
  });
  return { ...schema, properties: Object.fromEntries(properties) };
}

/** A field of the national record means what the table reads it for, first of all where it comes first. */
function dvcqgMeanings(text: ApiDocs): Readonly<Record<string, string>> {
  const sources = Object.entries(DVCQG_FIELDS) as [keyof typeof DVCQG_FIELDS, readonly string[]][];
  const read = sources.flatMap(([source, names]) => names.map((name, i) => ({ name, i, source })));
  const firstLast = read.toSorted((a, b) => b.i - a.i);
  return Object.fromEntries(firstLast.map(({ name, source }) => [name, text.dvcqg[source]]));
}

function described(texts: Readonly<Record<string, string>>, name: string): string {
  return texts[name] ?? '';
}
