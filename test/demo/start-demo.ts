import { withPolicy } from '../../src/app/policy-source.ts';
import { startApp, type RunningApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { localDay } from '../../src/lib/calendar.ts';
import { importUnits } from '../../src/service/import-units.ts';
import { demoUnits } from '../support/demo-units.ts';
import { startFakeTelegram, type FakeTelegram } from '../support/telegram/fake-telegram.ts';
import type { DemoFacts } from './demo-banner.ts';
import { demoBotToken, demoDataDir, demoEnv, demoPorts, demoPublicUrl } from './demo-env.ts';
import { openDemoPhones, type DemoPhones } from './demo-phones.ts';
import { demoSecrets } from './demo-secrets.ts';
import { startDemoZalo } from './demo-zalo.ts';
import { writeHistory } from './history.ts';
import { startPhoneServer } from './phone/phone-server.ts';
import { sampleSlip } from './sample-slip.ts';

export interface RunningDemo {
  readonly facts: DemoFacts;
  /** Stops everything, in reverse order. */
  close(): Promise<void>;
}

type Close = () => Promise<void> | void;

const TIDY_MS = 60_000;
const NAME_BUDGET_MS = 5_000;

/** The whole service, a Bot API to talk to, phones to look at, and six months behind it. */
export async function startDemo(env: Readonly<Record<string, string | undefined>>): Promise<RunningDemo> {
  const closers: Close[] = [];
  const close = async () => {
    for (const each of closers.splice(0).toReversed()) await each();
  };
  try {
    return { facts: await start(env, closers), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function start(env: Readonly<Record<string, string | undefined>>, closers: Close[]): Promise<DemoFacts> {
  const dataDir = demoDataDir(env);
  const secrets = await demoSecrets(dataDir);
  const ports = await demoPorts(env);
  const botToken = demoBotToken();
  const telegram = await startBotApi(botToken, closers);
  const serviceUrl = `http://${env['HOST'] ?? '127.0.0.1'}:${ports.service}`;
  const zalo = await startDemoZalo(serviceUrl, demoPublicUrl(env, ports.service));
  closers.push(() => zalo.stop());
  const phones = await openDemoPhones({ telegram, zalo: zalo.fake }, dataDir);
  closers.push(() => phones.close());
  const given = { secrets, port: ports.service, botToken, apiRoot: telegram.url, zalo: zalo.env };
  const config = readConfig(demoEnv(env, given));
  const app = await startApp(config, 'all');
  closers.push(() => app.close());
  const dossiersWritten = await fill(app);
  phones.prepare();
  const phonesUrl = await showPhones(phones, ports.phones, app.parts.publicUrl, closers);
  return {
    ...secrets,
    url: app.parts.publicUrl,
    phonesUrl,
    numbers: phones.rack.phones.map((phone) => phone.view().number),
    slip: await sampleSlip(app.parts),
    queue: await queueOf(app),
    dataDir,
    takenPort: ports.taken,
    today: localDay(app.parts.clock.now(), app.parts.zone),
    dossiersWritten,
  };
}

async function startBotApi(token: string, closers: Close[]): Promise<FakeTelegram> {
  const telegram = await startFakeTelegram({ token });
  // The service remembers the updates of three days: numbers of an earlier start must not come again.
  telegram.updates.restartIds(Math.floor(Date.now() / 1000));
  const tidying = setInterval(() => telegram.outbox.clear(), TIDY_MS);
  closers.push(async () => {
    clearInterval(tidying);
    await telegram.stop();
  });
  return telegram;
}

/** Communes and history, the first time. Waits until the bot knows its name, for slips carry it. */
async function fill({ parts, stores }: RunningApp): Promise<number> {
  if (!(await stores.references.units()).has('99001')) await importUnits(stores.references, await demoUnits());
  const written = await writeHistory({ ...(await withPolicy(parts)), settings: stores.settings });
  const deadline = Date.now() + NAME_BUDGET_MS;
  while (parts.telegram?.linkFor('') === null && Date.now() < deadline)
    await new Promise((tick) => setTimeout(tick, 20));
  return written;
}

async function showPhones(phones: DemoPhones, port: number, publicUrl: string, closers: Close[]): Promise<string> {
  const server = await startPhoneServer({ rack: phones.rack, port, consoleUrl: `${publicUrl}/console` });
  closers.push(() => server.close());
  return server.url;
}

async function queueOf({ stores }: RunningApp): Promise<DemoFacts['queue']> {
  const recorded = await stores.settings.get('queue-backend');
  return recorded === 'postgres' || recorded === 'redis' ? recorded : 'embedded-redis';
}
