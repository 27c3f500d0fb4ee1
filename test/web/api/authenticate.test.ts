import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWebWorld, type WebWorld } from '../../support/web-world.ts';
import { callerOf, serveApi } from './api-client.ts';

let world: WebWorld;
let server: FastifyInstance;

beforeAll(async () => {
  world = await createWebWorld();
  server = await serveApi(world, { callsPerMinute: 3 });
});

afterAll(async () => {
  await server.close();
  await world.close();
});

describe('src/web/api/authenticate.ts', () => {
  it.each([
    ['no header', {}, 'key-missing'],
    ['another scheme', { authorization: 'Basic aGw6aGw=' }, 'key-missing'],
    ['an empty key', { authorization: 'Bearer ' }, 'key-missing'],
    ['an unknown key', { authorization: 'Bearer hl_unknown' }, 'key-unknown'],
    ['two keys', { authorization: 'Bearer one two' }, 'key-missing'],
  ])('refuses %s, on every route', async (_name, headers, code) => {
    const routes = server.routeList.filter(({ access }) => access === 'api-key');
    expect(routes.length).toBeGreaterThan(3);
    for (const { method, url } of routes.filter((route) => route.method !== 'HEAD')) {
      const answer = await server.inject({ method: method === 'POST' ? 'POST' : 'GET', url, headers });
      expect(answer.statusCode).toBe(401);
      expect(answer.headers['www-authenticate']).toContain('Bearer realm="hai-long"');
      expect(answer.json()).toMatchObject({ status: 401, code });
    }
  });

  it('lets a key in, and counts its calls apart from those of others', async () => {
    const [one, other] = [await callerOf(world, server), await callerOf(world, server)];
    const statuses = [];
    for (let i = 0; i < 4; i += 1) statuses.push((await one.get('/rates')).statusCode);
    expect(statuses).toEqual([200, 200, 200, 429]);
    const refused = await one.get('/rates');
    expect(refused.headers['content-type']).toContain('application/problem+json');
    expect(refused.headers['retry-after']).toBeDefined();
    const answer = await other.get('/rates');
    expect(answer.statusCode).toBe(200);
    expect(answer.headers).toMatchObject({
      'ratelimit-limit': '3',
      'ratelimit-remaining': '2',
      'ratelimit-reset': '60',
    });
  });
});
