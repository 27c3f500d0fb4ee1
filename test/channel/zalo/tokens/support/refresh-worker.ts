import { createInterface } from 'node:readline/promises';
import { z } from 'zod';
import { createTransport } from '../../../../../src/channel/zalo/sdk/call.ts';
import { ZaloOAuth } from '../../../../../src/channel/zalo/sdk/oauth.ts';
import { TokenKeeper } from '../../../../../src/channel/zalo/tokens/token-keeper.ts';
import type { HeldZaloGrant, ZaloTokenStore } from '../../../../../src/service/ports.ts';
import { APP_ID, APP_SECRET } from '../../../../support/zalo/samples.ts';
import { openStore } from './open-store.ts';

/** A process that renews a token when told to go, and dies at one of its awaits when told so. */
const Order = z.object({
  databaseUrl: z.string(),
  key: z.string(),
  oauthRoot: z.string(),
  refused: z.string(),
  diesAt: z.string().nullable(),
});

const { databaseUrl, key, oauthRoot, refused, diesAt } = Order.parse(JSON.parse(process.argv.at(-1) ?? ''));

/** Nothing of this process runs after it. */
function dieAt(step: string): void {
  if (step === diesAt) process.kill(process.pid, 'SIGKILL');
}

/** Calls, and dies after the call went out but before its promise is awaited (`step`), or right after (`step-done`). */
async function awaited<Result>(step: string, call: () => Promise<Result>): Promise<Result> {
  const result = call();
  dieAt(step);
  const value = await result;
  dieAt(`${step}-done`);
  return value;
}

function deadly(held: HeldZaloGrant): HeldZaloGrant {
  return {
    read: () => awaited('read', () => held.read()),
    save: (grant, seed) => awaited('save', () => held.save(grant, seed)),
    recordFailure: (...facts) => held.recordFailure(...facts),
  };
}

const inner = openStore(databaseUrl, Buffer.from(key, 'base64'));
const store: ZaloTokenStore = {
  read: () => inner.read(),
  exclusively: (work) => awaited('lock', () => inner.exclusively((held) => work(deadly(held)))),
};
const transport = createTransport({
  roots: { oauth: oauthRoot },
  fetch: async (input, init) => {
    dieAt('request');
    return fetch(input, init);
  },
});
const keeper = new TokenKeeper({
  store,
  oauth: new ZaloOAuth({ transport, appId: APP_ID, appSecret: APP_SECRET }),
  clock: { now: () => new Date() },
  seed: null,
  spentCodes: [-14014],
  onFailure: (fault) => process.stdout.write(`fault ${fault}\n`),
});

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
process.stdout.write('ready\n');
await lines.next();
process.stdout.write(`token ${await keeper.renew(refused)}\n`);
process.stdin.destroy();
