import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault as LineFault } from '../../support/telegram/faults.ts';
import type { Fault } from '../fault.ts';

const TIMES = 20;
const LASTS_MS = 5_000;

function answering(what: string, fault: LineFault): Fault {
  return {
    name: `channel answers ${what}`,
    async strike({ telegram }) {
      telegram.faults.add({ method: 'sendMessage', fault, times: TIMES });
      await sleep(LASTS_MS);
      telegram.faults.clear();
    },
  };
}

export const CHANNEL_FAULTS: readonly Fault[] = [
  answering('429', { kind: 'rate-limit', retryAfterS: 2 }),
  answering('502', { kind: 'error', status: 502, description: 'Bad Gateway' }),
  answering('HTML', { kind: 'html', status: 200 }),
  answering('nothing', { kind: 'hang', accepted: false }),
  answering('nothing, having taken it', { kind: 'hang', accepted: true }),
  answering('half, and breaks off', { kind: 'reset', accepted: true }),
];
