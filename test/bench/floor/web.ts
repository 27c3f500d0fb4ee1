import process from 'node:process';
import { fastify } from 'fastify';
import { Redis } from 'ioredis';

/** The least that can be done: one append that Redis has on disk, no logic. */
const [port, redisUrl] = process.argv.slice(2);
const redis = new Redis(redisUrl ?? '', { enableAutoPipelining: true });
const server = fastify();
server.removeAllContentTypeParsers();
server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
server.post<{ Body: string }>('/webhooks/telegram', async (request, reply) => {
  await redis.rpush('floor', request.body);
  return reply.code(200).send();
});
await server.listen({ host: '127.0.0.1', port: Number(port) });
process.send?.('ready');
