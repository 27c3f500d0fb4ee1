import type { Clock } from '../service/ports.ts';

export const systemClock: Clock = { now: () => new Date() };
