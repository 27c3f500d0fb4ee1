import { Cluster, type Redis } from 'ioredis';
import { CodedError } from '../lib/coded-error.ts';
import type { FaultLog } from './fault-log.ts';
import type { RedisClient } from './redis-client.ts';

/** A replica that is there confirms within milliseconds; one that is not must not hold up everything else. */
const CONFIRM_MS = 300;

/**
 * Makes writes of one key last over a failover: what `write` adds is known to a replica of its master when this
 * resolves. Where no replica confirms in time it stands on the master's disk alone, and that is logged. A single
 * server has none to ask.
 */
export class Replication {
  readonly #client: RedisClient;
  readonly #faults: FaultLog;
  readonly #slots = new Map<string, number>();

  constructor(client: RedisClient, faults: FaultLog) {
    this.#client = client;
    this.#faults = faults;
  }

  /** @throws CodedError `queue-moved` when the key's master changed meanwhile: the write may be lost with the one before */
  async during<Result>(key: string, write: () => Promise<Result>): Promise<Result> {
    const client = this.#client;
    if (!(client instanceof Cluster)) return write();
    const slot = await this.#slotOf(client, key);
    const result = await write();
    const master = masterOf(client, slot);
    if (!master) throw new CodedError('queue-moved', 'The queue is moving to another node.');
    const confirmed = await master.wait(1, CONFIRM_MS);
    if (masterOf(client, slot) !== master) throw new CodedError('queue-moved', 'The queue has moved to another node.');
    if (confirmed < 1) this.#faults(new CodedError('queue-not-replicated', 'No replica has confirmed a write.'));
    return result;
  }

  async #slotOf(client: Cluster, key: string): Promise<number> {
    const known = this.#slots.get(key) ?? Number(await client.cluster('KEYSLOT', key));
    this.#slots.set(key, known);
    return known;
  }
}

/** The connection that writes of this slot go over: what it has written is what WAIT asks for. */
function masterOf(client: Cluster, slot: number): Redis | undefined {
  const [address] = client.slots[slot] ?? [];
  return client.nodes('master').find(({ options }) => `${options.host}:${options.port}` === address);
}
