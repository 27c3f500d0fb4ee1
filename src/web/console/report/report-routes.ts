import type { FastifyInstance, FastifyRequest } from 'fastify';
import { reportTextFor } from '../../../domain/text/report-paragraph.ts';
import { COUNTRY } from '../../../domain/unit.ts';
import { localDay } from '../../../lib/calendar.ts';
import { viewerOf } from '../../auth/require-session.ts';
import { sendPage } from '../../ui/render.ts';
import { sendRecorded } from '../export/export-route.ts';
import { fileName } from '../export/send-file.ts';
import { checkUnit } from '../figure-view.ts';
import type { ConsoleParts } from '../parts.ts';
import { may } from '../policy.ts';
import { visitOf } from '../visit.ts';
import { REPORT_DOCX, REPORT_PATH } from './paths.ts';
import { reportContent, type ReportProps } from './report-content.ts';
import { loadReport } from './report-data.ts';
import { readReportFilter, writeReportFilter } from './report-filter.ts';

/** Loaded when first asked for: charts and documents take many modules. */
const page = () => import('./report-page.tsx');
const charts = () => import('./report-charts.ts');
const docx = () => import('./report-docx.ts');

export function reportRoutes(server: FastifyInstance, parts: ConsoleParts): void {
  server.get(REPORT_PATH, { config: { access: 'session', action: 'see-indices' } }, async (request, reply) => {
    const props = await loadProps(parts, request);
    const [{ reportPage }, { reportCharts }] = await Promise.all([page(), charts()]);
    const { filter, units, scope, locale } = props;
    const viewer = viewerOf(request);
    const visit = { ...(await visitOf(parts, request)), search: writeReportFilter(filter) };
    const today = localDay(parts.now(), parts.zone);
    return sendPage(
      reply,
      reportPage(visit, {
        content: reportContent(props),
        charts: reportCharts(props.data, locale),
        filter,
        choices: { units, procedures: new Map(), scope, today, hasReports: true },
        canExport: may(viewer, 'export-figures'),
      }),
    );
  });

  const options = { config: { access: 'session', action: 'export-figures' } as const, exposeHeadRoute: false };
  server.get(REPORT_DOCX, options, async (request, reply) => {
    const props = await loadProps(parts, request);
    const [{ reportDocx, DOCX_TYPE }, { reportCharts }] = await Promise.all([docx(), charts()]);
    const { filter, scope, locale } = props;
    const body = await reportDocx(reportContent(props), reportCharts(props.data, locale), locale);
    const unit = filter.unit ?? scope ?? COUNTRY;
    return sendRecorded(parts, request, reply, {
      kind: 'report',
      facts: { unit, from: filter.from, to: filter.to },
      name: fileName(['hai-long', reportTextFor(locale).file, unit, filter.from, filter.to], 'docx'),
      type: DOCX_TYPE,
      open: () => body,
    });
  });
}

async function loadProps(parts: ConsoleParts, request: FastifyRequest): Promise<ReportProps> {
  const viewer = viewerOf(request);
  const filter = readReportFilter(request.query, localDay(parts.now(), parts.zone));
  const [units, survey] = await Promise.all([parts.units(), parts.references.activeSurvey()]);
  checkUnit(filter, units, viewer);
  return {
    data: await loadReport({ parts, filter, viewer }),
    filter,
    units,
    scope: viewer.scope,
    questions: survey.questions.length,
    madeAt: parts.now(),
    zone: parts.zone,
    locale: request.locale,
  };
}
