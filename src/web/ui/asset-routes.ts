import type { FastifyInstance } from 'fastify';
import { WebError } from '../problem.ts';
import { assets } from './assets.ts';

/** Addresses carry a content hash, so browsers keep them for good. */
export async function assetRoutes(server: FastifyInstance): Promise<void> {
  const { byUrl } = assets();
  server.get<{ Params: { name: string } }>(
    '/assets/:name',
    { config: { access: 'public' } },
    async (request, reply) => {
      const asset = byUrl.get(`/assets/${request.params.name}`);
      if (!asset) throw new WebError(404, 'not-found', 'There is no such asset.');
      const packed = acceptsBrotli(request.headers['accept-encoding']) ? asset.brotli : null;
      if (packed) reply.header('content-encoding', 'br');
      return reply
        .type(asset.type)
        .header('cache-control', 'public, max-age=31536000, immutable')
        .header('vary', 'accept-encoding')
        .send(packed ?? asset.body);
    },
  );
}

function acceptsBrotli(header: string | undefined): boolean {
  return /\bbr\b/.test(header ?? '');
}
