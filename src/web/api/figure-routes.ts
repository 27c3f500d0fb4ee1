import type { FastifyContextConfig, FastifyInstance } from 'fastify';
import type { RateFilter, RateGrouping } from '../../domain/rate.ts';
import type { UnitScope } from '../../domain/unit.ts';
import { CodedError } from '../../lib/coded-error.ts';
import type { IndexFilter, IndexReport } from '../../service/show-indices.ts';
import type { RatesRow, Viewer } from '../../service/show-rates.ts';
import { WebError } from '../problem.ts';
import type { IndicesAnswer, RatesAnswer } from './answers.ts';
import { apiKeyOf } from './authenticate.ts';
import { IndicesQuery, indexPeriod, ratePeriod, RatesQuery, readQuery } from './figure-query.ts';
import { toIndexRows, toRatesRow } from './figure-rows.ts';
import { localeOf } from './words.ts';

export interface FigureRouteParts {
  readonly showRates: (
    filter: RateFilter,
    groupBy: RateGrouping | null,
    viewer: Viewer,
  ) => Promise<readonly RatesRow[]>;
  readonly showIndices: (filter: IndexFilter, viewer: Viewer) => Promise<IndexReport>;
  readonly now: () => Date;
  readonly zone: string;
}

export function figureRoutes(server: FastifyInstance, parts: FigureRouteParts, config: FastifyContextConfig): void {
  server.get('/rates', { config: { ...config, action: 'see-rates' } }, async (request, reply) => {
    const query = readQuery(RatesQuery, request.query);
    const { unit = null, procedure = null, channel = null, groupBy = null } = query;
    const period = ratePeriod(query, parts.now(), parts.zone);
    const viewer = viewerOf(apiKeyOf(request).scope);
    const rows = await parts.showRates({ ...period, unit, procedure, channel }, groupBy, viewer).catch(refuse);
    const answer: RatesAnswer = { ...period, groupBy, rows: rows.map(toRatesRow) };
    return reply.send(answer);
  });

  server.get('/indices', { config: { ...config, action: 'see-indices' } }, async (request, reply) => {
    const query = readQuery(IndicesQuery, request.query);
    const { unit = null, procedure = null, groupBy = null } = query;
    const period = indexPeriod(query, parts.now(), parts.zone);
    const viewer = viewerOf(apiKeyOf(request).scope);
    const report = await parts.showIndices({ ...period, unit, procedure, filedVia: null }, viewer).catch(refuse);
    const { surveyId: survey, months, waiting } = report;
    const rows = toIndexRows(report, groupBy, localeOf(request));
    const answer: IndicesAnswer = { ...period, unit: report.unit, survey, months: [...months], waiting, groupBy, rows };
    return reply.send(answer);
  });
}

/** A key of one commune sees what its people see: they know those behind small numbers. */
function viewerOf(scope: UnitScope): Viewer {
  return { scope, ward: scope?.length === 5 };
}

function refuse(error: unknown): never {
  const outside = error instanceof CodedError && error.code === 'unit-out-of-scope';
  throw outside ? new WebError(403, error.code, 'The unit is unknown, or outside the reach of this key.') : error;
}
