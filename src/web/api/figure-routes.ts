import type { FastifyContextConfig, FastifyInstance } from 'fastify';
import type { RateFilter, RateGrouping } from '../../domain/rate.ts';
import type { UnitScope } from '../../domain/unit.ts';
import { CodedError } from '../../lib/coded-error.ts';
import type { IndexFilter, IndexReport } from '../../service/show-indices.ts';
import { addDays, firstOfMonth, monthOf } from '../../lib/calendar.ts';
import { hiddenRow, type RatesRow, type Viewer } from '../../service/show-rates.ts';
import { WebError } from '../problem.ts';
import type { IndicesAnswer, RatesAnswer } from './answers.ts';
import { apiKeyOf } from './authenticate.ts';
import { IndicesQuery, indexPeriod, ratePeriod, RatesQuery, readQuery, type Period } from './figure-query.ts';
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
    const filter = { ...period, unit, procedure, channel };
    const rows = await parts.showRates(filter, groupBy, viewer).catch(refuse);
    const why = isOfMonths(period) ? 'too-few-invitations' : 'not-whole-months';
    const shown =
      (groupBy === 'month' && isOfMonths(period)) || (await isTold(filter, viewer)) ? rows : rows.map(hiddenRow);
    const answer: RatesAnswer = { ...period, groupBy, rows: shown.map((row) => toRatesRow(row, why)) };
    return reply.send(answer);
  });

  /** Single days tell a ward of single people; and so would several months, less the others, of one with few. */
  async function isTold(filter: RateFilter, viewer: Viewer): Promise<boolean> {
    if (!viewer.ward) return true;
    if (!isOfMonths(filter)) return false;
    const months = await parts.showRates(filter, 'month', viewer);
    return months.every(({ invited, rates }) => invited === 0 || rates.kind === 'rates');
  }

  server.get('/indices', { config: { ...config, action: 'see-indices' } }, async (request, reply) => {
    const query = readQuery(IndicesQuery, request.query);
    const { unit = null, procedure = null, groupBy = null } = query;
    const period = indexPeriod(query, parts.now(), parts.zone);
    const viewer = viewerOf(apiKeyOf(request).scope);
    const report = await parts.showIndices({ ...period, unit, procedure, filedVia: null }, viewer).catch(refuse);
    const { surveyId: survey, months } = report;
    const waiting = (await isTold({ ...period, unit, procedure, channel: null }, viewer)) ? report.waiting : 0;
    const rows = toIndexRows(report, groupBy, localeOf(request));
    const answer: IndicesAnswer = { ...period, unit: report.unit, survey, months: [...months], waiting, groupBy, rows };
    return reply.send(answer);
  });
}

function isOfMonths({ from, to }: Period): boolean {
  return from === monthOf(from) && to === addDays(firstOfMonth(to, 1), -1);
}

/** A key of one commune sees what its people see: they know those behind small numbers. */
function viewerOf(scope: UnitScope): Viewer {
  return { scope, ward: scope?.length === 5 };
}

function refuse(error: unknown): never {
  const outside = error instanceof CodedError && error.code === 'unit-out-of-scope';
  throw outside ? new WebError(403, error.code, 'The unit is unknown, or outside the reach of this key.') : error;
}
