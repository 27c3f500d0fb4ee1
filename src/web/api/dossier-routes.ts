import type { FastifyContextConfig, FastifyInstance } from 'fastify';
import { normaliseDossierCode, parseDossierCode } from '../../domain/dossier-code.ts';
import type { Locale } from '../../domain/locale.ts';
import { readDvcqgRecord } from '../../domain/dvcqg-record.ts';
import type { DossierStatus } from '../../service/show-dossier.ts';
import type { UnitScope } from '../../domain/unit.ts';
import { mapInTurns } from '../../lib/map-in-turns.ts';
import { WebError } from '../problem.ts';
import type { DossierAnswer } from './answers.ts';
import { apiKeyOf } from './authenticate.ts';
import { dossierRow, readRow } from './dossier-row.ts';
import { answerRegistration, elementsOf, toLinks, type RegisterDossiers } from './registration.ts';
import { localeOf, wordStatus } from './words.ts';

export interface DossierRouteParts {
  readonly registerDossiers: RegisterDossiers;
  readonly showDossier: (code: string, scope: UnitScope) => Promise<DossierStatus | null>;
  readonly zone: string;
}

/** A thousand rows are about 400 kB; reasons for a delay may make them longer. */
const BODY_LIMIT = 4 * 1_048_576;
/** A record for the national portal lists papers and fees too. */
const DVCQG_BODY_LIMIT = 16 * 1_048_576;

export function dossierRoutes(server: FastifyInstance, parts: DossierRouteParts, config: FastifyContextConfig): void {
  const { zone, registerDossiers } = parts;
  const schema = dossierRow(zone);
  const record: FastifyContextConfig = { ...config, action: 'record-dossier' };

  server.post('/dossiers', { config: record, bodyLimit: BODY_LIMIT }, async (request, reply) => {
    const sent = await mapInTurns(elementsOf(request.body), (row) => readRow(schema, row));
    return answerRegistration(request, reply, sent, registerDossiers);
  });

  server.post('/dossiers/dvcqg', { config: record, bodyLimit: DVCQG_BODY_LIMIT }, async (request, reply) => {
    const sent = await mapInTurns(elementsOf(unwrapped(request.body)), (record) => readDvcqgRecord(record, zone));
    return answerRegistration(request, reply, sent, registerDossiers);
  });

  server.get<{ Params: { code: string } }>(
    '/dossiers/:code',
    { config: { ...config, action: 'see-dossier' } },
    async (request, reply) => {
      const { scope, test } = apiKeyOf(request);
      const asked = normaliseDossierCode(request.params.code);
      const status = test || parseDossierCode(asked) === null ? null : await parts.showDossier(asked, scope);
      if (!status)
        throw new WebError(404, 'dossier-unknown', 'No dossier of this code is within the reach of this key.');
      return reply.send(toDossierAnswer(status, localeOf(request)));
    },
  );
}

/** All that is shown of one dossier, alone or in a list. */
export function toDossierAnswer(status: DossierStatus, locale: Locale): DossierAnswer {
  const { code, state, reason, links } = status;
  const message = wordStatus(status, locale);
  return { code, state, ...(reason === null ? {} : { reason }), message, links: toLinks(links) };
}

/** The records of `{ "service": "DongBoHoSoMC", "isUpdating": …, "data": [ … ] }`; anything else as it is. */
function unwrapped(body: unknown): unknown {
  const wrapped = typeof body === 'object' && body !== null && 'data' in body ? body.data : body;
  return typeof wrapped === 'object' && wrapped !== null ? wrapped : body;
}
