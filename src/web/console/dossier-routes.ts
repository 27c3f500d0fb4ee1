import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import qrcode from 'qrcode';
import { z } from 'zod';
import type { DossierStatus } from '../../service/show-dossier.ts';
import { viewerOf } from '../auth/require-session.ts';
import { WebError } from '../problem.ts';
import { typedField } from '../typed-field.ts';
import { sendPage } from '../ui/render.ts';
import { scannedCode } from './dossier-form.ts';
import type { Visit } from './frame.tsx';
import type { ConsoleParts } from './parts.ts';
import { SLIP_SIZES, slipPage } from './slip-page.tsx';
import { missingPage, statusPage } from './status-page.tsx';
import { visitOf } from './visit.ts';

const config = { access: 'session', action: 'see-dossier' } as const;

const FindQuery = z.object({ find: typedField(100) });
const SlipQuery = z.object({ size: z.enum(SLIP_SIZES).catch('a5').default('a5') });

interface OfDossier {
  readonly Params: { readonly code: string };
}

/** One dossier: how far our message got, its slip, and its code as a picture for other people's forms. */
export function dossierRoutes(server: FastifyInstance, parts: ConsoleParts): void {
  server.get('/console/dossiers', { config }, async (request, reply) => {
    const code = scannedCode(FindQuery.parse(request.query).find);
    return reply.redirect(code === '' ? '/console/dossiers/new' : `/console/dossiers/${encodeURIComponent(code)}`, 303);
  });

  server.get<OfDossier>('/console/dossiers/:code', { config }, async (request, reply) => {
    const policy = await parts.policy();
    return sendDossier(parts, request, reply, (visit, dossier) => statusPage(visit, dossier, policy));
  });

  server.get<OfDossier>('/console/dossiers/:code/slip', { config }, async (request, reply) => {
    const { size } = SlipQuery.parse(request.query);
    const questions = (await parts.references.activeSurvey()).questions.length;
    const { complaintPhone } = parts;
    return sendDossier(parts, request, reply, (visit, dossier) =>
      slipPage(visit, { dossier, size, questions, complaintPhone }),
    );
  });

  server.get<OfDossier>('/console/dossiers/:code/qr.svg', { config }, async (request, reply) => {
    const { links, code } = await findDossier(parts, request);
    const picture = await qrcode.toString(links.web, { type: 'svg', errorCorrectionLevel: 'M', margin: QUIET_ZONE });
    return sendPicture(reply, 'image/svg+xml', `qr-${code}.svg`, picture);
  });

  server.get<OfDossier>('/console/dossiers/:code/qr.png', { config }, async (request, reply) => {
    const { links, code } = await findDossier(parts, request);
    const look = { errorCorrectionLevel: 'M', margin: QUIET_ZONE, width: PNG_PIXELS } as const;
    return sendPicture(reply, 'image/png', `qr-${code}.png`, await qrcode.toBuffer(links.web, look));
  });
}

const QUIET_ZONE = 4;
/** Sharp at 8 cm in print. */
const PNG_PIXELS = 1_000;

function sendPicture(reply: FastifyReply, type: string, name: string, picture: string | Buffer): FastifyReply {
  return reply
    .type(type)
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('cache-control', 'no-store')
    .send(picture);
}

/** @throws WebError 404 */
async function findDossier(parts: ConsoleParts, request: FastifyRequest<OfDossier>): Promise<DossierStatus> {
  const dossier = await parts.showDossier(request.params.code, viewerOf(request).scope);
  if (!dossier) throw new WebError(404, 'dossier-unknown', 'There is no such dossier.');
  return dossier;
}

async function sendDossier(
  parts: ConsoleParts,
  request: FastifyRequest<OfDossier>,
  reply: FastifyReply,
  page: (visit: Visit, dossier: DossierStatus) => ReturnType<typeof statusPage>,
): Promise<FastifyReply> {
  const dossier = await parts.showDossier(request.params.code, viewerOf(request).scope);
  const visit = await visitOf(parts, request);
  return dossier ? sendPage(reply, page(visit, dossier)) : sendPage(reply.code(404), missingPage(visit));
}
