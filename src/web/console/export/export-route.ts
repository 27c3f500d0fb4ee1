import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AuditFacts } from '../../../domain/audit.ts';
import { XLSX_TYPE } from '../../../lib/xlsx/write-workbook.ts';
import { viewerOf } from '../../auth/require-session.ts';
import { WebError } from '../../problem.ts';
import type { ConsoleParts } from '../parts.ts';
import type { Action } from '../policy.ts';
import { CSV_TYPE, fileName, sendFile, type DownloadFile } from './send-file.ts';
import type { Sheet } from './sheet.ts';
import { writeCsv, writeXlsx } from './write-sheet.ts';

/** Tables that leave the service together. */
export interface Export {
  /** In the audit log: `overview`, `audit`. */
  readonly kind: string;
  /** Of the file name, before the extension: `['tong-quan', '2026-09-01']`. */
  readonly words: readonly string[];
  readonly sheets: readonly [Sheet, ...(readonly Sheet[])];
  /** Codes and days that tell what was asked for. */
  readonly facts: AuditFacts;
}

export interface ExportRoute {
  /** Without extension: `/console/export/overview`. */
  readonly path: string;
  readonly action: Action;
  readonly make: (request: FastifyRequest) => Promise<Export>;
}

/** `<path>.xlsx` sends all sheets, `<path>.csv` one of them (`?sheet=<key>`, else the first). Every download is in the audit log. */
export function exportRoute(
  server: FastifyInstance,
  parts: Pick<ConsoleParts, 'recordAudit'>,
  { path, action, make }: ExportRoute,
): void {
  const options = { config: { access: 'session', action } as const, exposeHeadRoute: false };
  server.get(`${path}.xlsx`, options, async (request, reply) => {
    const { sheets, ...told } = await make(request);
    return sendRecorded(parts, request, reply, {
      ...told,
      name: fileName(told.words, 'xlsx'),
      type: XLSX_TYPE,
      open: () => writeXlsx(sheets),
    });
  });
  server.get<{ Querystring: { sheet?: string } }>(`${path}.csv`, options, async (request, reply) => {
    const { sheets, ...told } = await make(request);
    const sheet = request.query.sheet === undefined ? sheets[0] : sheets.find(({ key }) => key === request.query.sheet);
    if (!sheet) throw new WebError(404, 'sheet-unknown', 'There is no such table.');
    return sendRecorded(parts, request, reply, {
      ...told,
      name: fileName([...told.words, sheet.name], 'csv'),
      type: CSV_TYPE,
      open: () => writeCsv(sheet),
    });
  });
}

export interface RecordedFile extends Omit<DownloadFile, 'body'> {
  readonly kind: string;
  readonly facts: AuditFacts;
  /** Called once the download is in the audit log. */
  readonly open: () => DownloadFile['body'];
}

/** Puts the download into the audit log, then sends it: what is not recorded does not leave. */
export async function sendRecorded(
  parts: Pick<ConsoleParts, 'recordAudit'>,
  request: FastifyRequest,
  reply: FastifyReply,
  { kind, facts, name, type, open }: RecordedFile,
): Promise<FastifyReply> {
  const { id, scope } = viewerOf(request);
  const format = name.slice(name.lastIndexOf('.') + 1);
  await parts.recordAudit({
    action: 'export.downloaded',
    actor: { kind: 'person', id },
    subject: null,
    unit: scope,
    facts: { kind, format, ...facts },
  });
  return sendFile(reply, { name, type, body: open() });
}
