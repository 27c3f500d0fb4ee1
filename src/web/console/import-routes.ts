import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { IMPORT_FIELDS, type ColumnMap } from '../../domain/dossier-import/columns.ts';
import { isRunning } from '../../domain/dossier-import/import.ts';
import type { ImportText } from '../../domain/text/vi/import.ts';
import { CodedError } from '../../lib/coded-error.ts';
import { FileError } from '../../lib/file-error.ts';
import { IMPORT_LIMITS } from '../../service/import/limits.ts';
import type { ShownImport } from '../../service/show-imports.ts';
import { viewerOf } from '../auth/require-session.ts';
import { sendFragment, sendPage } from '../ui/render.ts';
import { importColumnsPage } from './import-columns-page.tsx';
import { sendRejected, sendTemplate } from './import-download.ts';
import { importPage, missingImportPage } from './import-page.tsx';
import { ImportProgress, importProgressPage } from './import-progress-page.tsx';
import type { ConsoleParts } from './parts.ts';
import { visitOf } from './visit.ts';

const config = { access: 'session', action: 'import-dossiers' } as const;
/** A file is read whole before anybody says a word: few at a time. */
const uploading = { ...config, rateLimit: { max: 30, timeWindow: 600_000 } } as const;

interface OfImport {
  readonly Params: { readonly id: string };
}

export function importRoutes(server: FastifyInstance, parts: ConsoleParts): void {
  const { imports } = parts;

  server.get('/console/import', { config }, async (request, reply) => sendUploadPage(parts, request, reply, null));

  void server.register(async (forms) => {
    await forms.register(multipart, {
      limits: { files: 1, fields: 4, fieldSize: 1_000, parts: 5, fileSize: IMPORT_LIMITS.fileBytes + 1 },
      throwFileSizeLimit: false,
    });
    forms.post('/console/import', { config: uploading }, async (request, reply) => {
      const taken = await takeFile(parts, request);
      if (taken.kind === 'import') return reply.redirect(`/console/import/${taken.id}`, 303);
      return sendUploadPage(parts, request, reply.code(422), taken.fault);
    });
  });

  server.get('/console/import/template.xlsx', { config }, async (request, reply) =>
    sendTemplate(reply, request.locale),
  );

  server.get<OfImport>('/console/import/:id', { config }, async (request, reply) =>
    withImport(parts, request, reply, async (shown) => {
      const visit = await visitOf(parts, request);
      if (shown.import.state !== 'uploaded') return sendPage(reply, importProgressPage(visit, shown));
      return sendPage(reply, importColumnsPage(visit, { shown, columns: shown.plan.columns, missing: [], twice: [] }));
    }),
  );

  server.get<OfImport>('/console/import/:id/progress', { config }, async (request, reply) =>
    withImport(parts, request, reply, async (shown) =>
      sendFragment(reply, ImportProgress({ shown, locale: request.locale })),
    ),
  );

  server.get<OfImport>('/console/import/:id/columns', { config }, async (request, reply) =>
    withImport(parts, request, reply, async (shown) => {
      const { state } = shown.import;
      if (state !== 'uploaded' && state !== 'checked') return reply.redirect(pathOf(shown), 303);
      const props = { shown, columns: shown.plan.columns, missing: [], twice: [] };
      return sendPage(reply, importColumnsPage(await visitOf(parts, request), props));
    }),
  );

  server.post<OfImport>('/console/import/:id/columns', { config }, async (request, reply) => {
    if (wantsDiscard(request)) return discard(parts, request, reply);
    return withImport(parts, request, reply, async (shown) => {
      const asked = { id: shown.import.id, actor: viewerOf(request).id, columns: readColumns(request.body) };
      const answer = await imports.confirm(asked);
      if (answer.kind !== 'faulty') return reply.redirect(pathOf(shown), 303);
      return sendPage(reply.code(422), importColumnsPage(await visitOf(parts, request), { shown, ...answer }));
    });
  });

  server.post<OfImport>('/console/import/:id/start', { config }, async (request, reply) => {
    if (wantsDiscard(request)) return discard(parts, request, reply);
    return withImport(parts, request, reply, async (shown) => {
      await imports.start({ id: shown.import.id, actor: viewerOf(request).id });
      return reply.redirect(pathOf(shown), 303);
    });
  });

  for (const format of ['csv', 'xlsx'] as const) {
    server.get<OfImport>(`/console/import/:id/rejected.${format}`, { config }, async (request, reply) =>
      withImport(parts, request, reply, async (shown) => {
        if (isRunning(shown.import)) return reply.redirect(pathOf(shown), 303);
        const rows = imports.rejected(shown.import.id);
        await recordDownload(parts, request, shown);
        return sendRejected(reply, format, { headers: shown.plan.headers, rows, locale: request.locale });
      }),
    );
  }
}

/** What is downloaded holds phone numbers. */
async function recordDownload(parts: ConsoleParts, request: FastifyRequest, shown: ShownImport): Promise<void> {
  const { id, counts } = shown.import;
  const { id: person, scope: unit } = viewerOf(request);
  const facts = { kind: 'rejected-rows', rows: counts.rejected };
  const actor = { kind: 'person', id: person } as const;
  await parts.recordAudit({ action: 'export.downloaded', actor, subject: id, unit, facts });
}

type Taken =
  | { readonly kind: 'import'; readonly id: string }
  | { readonly kind: 'faulty'; readonly fault: keyof ImportText['files'] };

async function takeFile({ imports }: ConsoleParts, request: FastifyRequest): Promise<Taken> {
  const part = request.isMultipart() ? await request.file().catch(cutOff) : undefined;
  if (part === 'cut-off') return { kind: 'faulty', fault: 'file-malformed' };
  if (!part || part.filename === '') {
    part?.file.resume();
    return { kind: 'faulty', fault: 'file-missing' };
  }
  const { id: actor, scope } = viewerOf(request);
  try {
    return {
      kind: 'import',
      id: await imports.upload({ actor, scope, fileName: part.filename, bytes: arriving(part.file) }),
    };
  } catch (error) {
    part.file.resume();
    if (error instanceof FileError) return { kind: 'faulty', fault: error.fault };
    if (error instanceof CodedError && error.code === 'import-too-many') return { kind: 'faulty', fault: error.code };
    throw error;
  }
}

/** A form that ends before its end, or is none inside; refusals of the plugin have a status of their own. */
function cutOff(error: unknown): 'cut-off' {
  if (error instanceof Error && !('statusCode' in error)) return 'cut-off';
  throw error;
}

/** @throws FileError `file-malformed` when the rest of the file does not come */
async function* arriving(file: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* file;
  } catch (cause) {
    throw new FileError('file-malformed', { cause });
  }
}

async function sendUploadPage(
  parts: ConsoleParts,
  request: FastifyRequest,
  reply: FastifyReply,
  fault: keyof ImportText['files'] | null,
): Promise<FastifyReply> {
  const recent = await parts.imports.list(viewerOf(request).id);
  return sendPage(reply, importPage(await visitOf(parts, request), { fault, recent, zone: parts.zone }));
}

const ImportId = z.uuid();

/** Only who sent a file sees anything of it. */
async function withImport(
  parts: ConsoleParts,
  request: FastifyRequest<OfImport>,
  reply: FastifyReply,
  answer: (shown: ShownImport) => Promise<FastifyReply>,
): Promise<FastifyReply> {
  const id = ImportId.safeParse(request.params.id).data;
  const shown = id === undefined ? null : await parts.imports.show(id, viewerOf(request).id);
  return shown ? answer(shown) : sendPage(reply.code(404), missingImportPage(await visitOf(parts, request)));
}

const Discard = z.object({ discard: z.literal('yes') });

function wantsDiscard({ body }: FastifyRequest): boolean {
  return Discard.safeParse(body).success;
}

async function discard(
  { imports }: ConsoleParts,
  request: FastifyRequest<OfImport>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const id = ImportId.safeParse(request.params.id).data;
  if (id !== undefined) await imports.discard({ id, actor: viewerOf(request).id });
  return reply.redirect('/console/import', 303);
}

const Columns = z.record(z.string(), z.unknown());

function readColumns(body: unknown): ColumnMap {
  const fields = Columns.safeParse(body).data ?? {};
  return Object.fromEntries(
    IMPORT_FIELDS.flatMap((field) => {
      const value = fields[field];
      return typeof value === 'string' && /^\d{1,3}$/.test(value) ? [[field, Number(value)] as const] : [];
    }),
  );
}

function pathOf({ import: { id } }: ShownImport): string {
  return `/console/import/${id}`;
}
