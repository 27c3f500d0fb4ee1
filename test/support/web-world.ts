import { Registry } from 'prom-client';
import type { FastifyInstance } from 'fastify';
import { seedReferences } from '../../src/app/seed-references.ts';
import type { Inbound } from '../../src/domain/inbound.ts';
import { Vault } from '../../src/lib/vault.ts';
import type { BackCheckAnswers } from '../../src/domain/back-check.ts';
import { answerBackCheck, openBackCheck } from '../../src/service/back-check/answer-on-page.ts';
import { checkMessage } from '../../src/service/check-message.ts';
import { askInvitation } from '../../src/service/ask-invitation.ts';
import { importUnits } from '../../src/service/import-units.ts';
import { createPayloadCodec } from '../../src/service/payload-codec.ts';
import type { Inbox } from '../../src/service/ports.ts';
import { processUpdates } from '../../src/service/process-updates.ts';
import { registerDossiers, type RegistrationResult } from '../../src/service/register-dossiers.ts';
import type { RegistrationRow } from '../../src/domain/dossier-check.ts';
import { requireApiKey } from '../../src/web/api/authenticate.ts';
import { buildServer, type ServerParts } from '../../src/web/server.ts';
import { createDatabase, openStores } from './database.ts';
import { demoUnits } from './demo-units.ts';
import { logToRun } from './run-log.ts';
import { USUAL_DOSSIER } from './usual-dossier.ts';

export const PUBLIC_URL = 'http://hai-long.test';
export const NOW = new Date('2026-10-08T10:00:00+07:00');

export type WebWorld = Awaited<ReturnType<typeof createWebWorld>>;

/** Real stores on a database of their own, reference data loaded, and a clock that stands until it is set. */
export async function createWebWorld() {
  const place = await createDatabase();
  const stores = openStores(place.url);
  await seedReferences(stores.references);
  await importUnits(stores.references, await demoUnits());
  let now = NOW;
  const vault = new Vault(Buffer.alloc(32, 7));
  const clock = { now: () => now };
  const parts = {
    ...stores,
    vault,
    codec: createPayloadCodec(vault),
    clock,
    units: () => stores.references.units(),
    askInvitation: (asked: Parameters<typeof askInvitation>[1]) => askInvitation({ ...stores, clock }, asked),
    checkMessage: (code: string) => checkMessage(stores, code),
    openBackCheck: (token: string) => openBackCheck({ ...stores, vault, clock }, token),
    answerBackCheck: (token: string, answers: BackCheckAnswers) =>
      answerBackCheck({ ...stores, vault, clock }, token, answers),
    zone: 'Asia/Ho_Chi_Minh',
    publicUrl: PUBLIC_URL,
    complaintPhone: '1022',
    telegram: null,
    templates: new Map(),
    zaloAccount: null,
    log: logToRun(),
    outbox: {
      enqueue: async () => undefined,
      enqueueAgain: async () => undefined,
      backlog: async () => 0,
      restsForMs: async () => 0,
      pace: () => 25,
      pause: async () => undefined,
    },
    policy: {
      zone: 'Asia/Ho_Chi_Minh',
      window: { kind: 'always' },
      isHoliday: () => false,
      delayMinutes: 120,
      reminderHours: 48,
    },
  } as const;
  return {
    parts,
    /** Of the database, as its owner. */
    url: place.url,
    setNow: (instant: string) => void (now = new Date(instant)),
    /** Works off every update before it says that it has it. */
    inbox: { accept: (update: Inbound) => processUpdates(parts, [update]) } satisfies Inbox,
    register: (row: Partial<RegistrationRow>) => registerOne(parts, row),
    serve: (surface: ServerParts['surfaces'][number]) => serve(parts, surface),
    close: async () => {
      await stores.database.close();
      await place.drop();
    },
  };
}

type Parts = Parameters<typeof registerDossiers>[0];

/** A birth registration in the demonstration commune 99001, completed three hours ago, on time. */
export const ROW: RegistrationRow = {
  code: 'H26.99.01-261005-0001',
  unit: '99001',
  procedure: '1.001193',
  filedVia: 'counter',
  receivedAt: new Date('2026-10-05T08:00:00+07:00'),
  dueAt: new Date('2026-10-09T17:00:00+07:00'),
  completedAt: new Date('2026-10-08T07:00:00+07:00'),
  phone: null,
  ...USUAL_DOSSIER,
};

let serial = 0;

async function registerOne(
  parts: Parts,
  row: Partial<RegistrationRow>,
): Promise<RegistrationResult & { readonly path: string }> {
  serial += 1;
  const code = `H26.99.01-261005-${String(serial).padStart(4, '0')}`;
  const request = { rows: [{ ...ROW, code, ...row }], actor: 'test', scope: null, dryRun: false };
  const [result] = await registerDossiers(parts, request);
  if (!result?.links) throw new Error(`Not registered: ${JSON.stringify(result?.reasons)}`);
  return { ...result, path: new URL(result.links.web).pathname };
}

function serve(
  { apiKeys, log }: Awaited<ReturnType<typeof openStores>> & { readonly log: ServerParts['log'] },
  surface: ServerParts['surfaces'][number],
): Promise<FastifyInstance> {
  return buildServer({
    publicUrl: new URL(PUBLIC_URL),
    log,
    metrics: new Registry(),
    ready: async () => ({ ok: true, parts: {} }),
    surfaces: [surface],
    guards: { 'api-key': requireApiKey(apiKeys) },
  });
}
