import { describe, expect, it } from 'vitest';
import { describeRedis, readRedisAddress } from '../../src/lib/redis-address.ts';

const NODES = [
  { host: 'one', port: 7000 },
  { host: 'two', port: 6379 },
];

describe('lib/redis-address', () => {
  it.each([
    ['redis://one:7000', { kind: 'server', url: 'redis://one:7000' }],
    ['rediss://user:word@one/3', { kind: 'server', url: 'rediss://user:word@one/3' }],
    ['redis://one:7000,redis://two', { nodes: NODES, username: '', password: '', isSecure: false }],
    ['redis://one:7000, two', { nodes: NODES, isSecure: false }],
    ['redis-cluster://us%2Cer:w%40rd@one:7000,two', { nodes: NODES, username: 'us,er', password: 'w@rd' }],
    ['rediss-cluster://one:7000', { kind: 'cluster', nodes: NODES.slice(0, 1), isSecure: true }],
  ])('reads %s', (text, address) => {
    expect(readRedisAddress(text)).toMatchObject(address);
  });

  it.each(['', 'one:7000', 'http://one', 'redis://', 'redis://one:7000,', 'redis-cluster://one:port'])(
    'knows that %j is none',
    (text) => {
      expect(readRedisAddress(text)).toBeNull();
    },
  );

  it.each([
    ['redis://user:word@one:7000/3', 'redis://one:7000/3'],
    ['redis-cluster://user:word@one:7000,two', 'redis-cluster://one:7000,two:6379'],
  ])('names %s without its password', (text, named) => {
    const address = readRedisAddress(text);
    expect(address && describeRedis(address)).toBe(named);
  });
});
