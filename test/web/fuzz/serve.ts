import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { startApp } from '../../../src/app.ts';
import { readConfig } from '../../../src/config.ts';
import { importUnits } from '../../../src/service/import-units.ts';
import type { RouteEntry } from '../../../src/web/access.ts';
import { demoUnits } from '../../support/demo-units.ts';

/** What the process under attack tells the one that attacks it. */
export type Told =
  | { readonly kind: 'ready'; readonly url: string; readonly routes: readonly RouteEntry[] }
  | { readonly kind: 'heap'; readonly bytes: number };

setFlagsFromString('--expose-gc');
const collectGarbage: unknown = runInNewContext('gc');

/** Of JavaScript's objects and of buffers, after everything that can go has gone. */
function heapBytes(): number {
  if (typeof collectGarbage === 'function') for (let i = 0; i < 3; i += 1) collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function tell(told: Told): void {
  process.send?.(told);
}

/** The whole service as `npm start` runs it, in a process that can hang or fill its memory without its attacker. */
const app = await startApp(readConfig(process.env), 'all');
await importUnits(app.parts.references, await demoUnits());
process.on('message', (asked) => {
  if (asked === 'heap') tell({ kind: 'heap', bytes: heapBytes() });
  if (asked === 'stop') void app.close().then(() => process.disconnect());
});
tell({ kind: 'ready', url: app.url, routes: app.routes });
