import type { ApiDocs } from '../../domain/text/vi/api-docs.ts';
import { z } from 'zod';
import { DVCQG_FIELDS } from '../../domain/dvcqg-record.ts';
import * as answers from './answers.ts';
import { dossierRow } from './dossier-row.ts';
import { DVCQG_EXAMPLE, EXAMPLES } from './examples.ts';
import { IndicesQuery, RatesQuery } from './figure-query.ts';
import { ListQuery } from './list-routes.ts';
import { MAX_ROWS, RegistrationQuery } from './registration.ts';

/** The shape of a row; where its times belong makes no difference to it. */
const Dossier = dossierRow('UTC');

/** The record for the national portal; only the fields that we read are named. */
const said = z.union([z.string(), z.number()]);
const DvcqgRecord = z.looseObject({
  ...Object.fromEntries(
    Object.values(DVCQG_FIELDS)
      .flat()
      .map((name) => [name, said.nullish()]),
  ),
  MaHoSo: said,
  MaTTHC: said,
  NgayTiepNhan: said,
  TrangThaiHoSo: said,
});

const DvcqgCall = z.looseObject({ data: z.array(DvcqgRecord).max(MAX_ROWS) });

/** Schemas by the names that the document gives them. */
export const SENT = { Dossier, DvcqgRecord, DvcqgCall } as const;
export const ANSWERED = {
  RegistrationAnswer: answers.RegistrationAnswer,
  Result: answers.Result,
  Reason: answers.Reason,
  Links: answers.Links,
  DossierAnswer: answers.DossierAnswer,
  DossiersAnswer: answers.DossiersAnswer,
  RatesAnswer: answers.RatesAnswer,
  RatesRow: answers.RatesRow,
  Rate: answers.Rate,
  IndicesAnswer: answers.IndicesAnswer,
  IndexRow: answers.IndexRow,
  Share: answers.Share,
  Mean: answers.Mean,
  WebhookEvent: answers.WebhookEvent,
  WebhookData: answers.WebhookData,
  Problem: answers.Problem,
} as const;

export interface Operation {
  readonly id: keyof ApiDocs['operations'];
  readonly method: 'GET' | 'POST';
  /** Under `/api/v1`; `{code}` stands for a part of the address. */
  readonly path: string;
  readonly access: 'api-key' | 'public';
  readonly query: z.ZodObject | null;
  /** One, a list, or a wrapper. */
  readonly body: readonly ({ readonly one: keyof typeof SENT } | { readonly many: keyof typeof SENT })[];
  /** Null: any object. */
  readonly answer: keyof typeof ANSWERED | null;
  readonly problems: readonly (keyof ApiDocs['statuses'])[];
  readonly example: { readonly sent?: unknown; readonly answered: unknown } | null;
}

const ALWAYS = ['401', '429', '503'] as const;

/** Every operation of the API. A test compares it with the routes that are really served. */
export const OPERATIONS: readonly Operation[] = [
  {
    id: 'registerDossiers',
    method: 'POST',
    path: '/dossiers',
    access: 'api-key',
    query: RegistrationQuery,
    body: [{ one: 'Dossier' }, { many: 'Dossier' }],
    answer: 'RegistrationAnswer',
    problems: ['400', '413', '415', '422', ...ALWAYS],
    example: { sent: EXAMPLES.dossier, answered: EXAMPLES.registered },
  },
  {
    id: 'registerDvcqg',
    method: 'POST',
    path: '/dossiers/dvcqg',
    access: 'api-key',
    query: RegistrationQuery,
    body: [{ one: 'DvcqgRecord' }, { many: 'DvcqgRecord' }, { one: 'DvcqgCall' }],
    answer: 'RegistrationAnswer',
    problems: ['400', '413', '415', '422', ...ALWAYS],
    example: { sent: DVCQG_EXAMPLE, answered: EXAMPLES.rejected },
  },
  {
    id: 'getDossier',
    method: 'GET',
    path: '/dossiers/{code}',
    access: 'api-key',
    query: null,
    body: [],
    answer: 'DossierAnswer',
    problems: ['404', ...ALWAYS],
    example: { answered: EXAMPLES.status },
  },
  {
    id: 'listDossiers',
    method: 'GET',
    path: '/dossiers',
    access: 'api-key',
    query: ListQuery,
    body: [],
    answer: 'DossiersAnswer',
    problems: ['400', ...ALWAYS],
    example: { answered: { dossiers: [EXAMPLES.status], cursor: 'MTc5MTQ0NDYwNTAwMC4wMTk5', more: false } },
  },
  {
    id: 'getRates',
    method: 'GET',
    path: '/rates',
    access: 'api-key',
    query: RatesQuery,
    body: [],
    answer: 'RatesAnswer',
    problems: ['400', '403', ...ALWAYS],
    example: { answered: EXAMPLES.rates },
  },
  {
    id: 'getIndices',
    method: 'GET',
    path: '/indices',
    access: 'api-key',
    query: IndicesQuery,
    body: [],
    answer: 'IndicesAnswer',
    problems: ['400', '403', ...ALWAYS],
    example: { answered: EXAMPLES.indices },
  },
  {
    id: 'getDocument',
    method: 'GET',
    path: '/openapi.json',
    access: 'public',
    query: null,
    body: [],
    answer: null,
    problems: [],
    example: null,
  },
];
