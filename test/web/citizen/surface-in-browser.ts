import type { FastifyPluginAsync } from 'fastify';
import { openBrowser } from '../../support/browser.ts';
import { withClosers } from '../../support/with-closers.ts';
import { createWebWorld, type WebWorld } from '../../support/web-world.ts';

export type SurfaceInBrowser = Awaited<ReturnType<typeof startSurfaceInBrowser>>;

/** Pages for citizens over a database of their own, at an address, and a browser for them. */
export function startSurfaceInBrowser(surfaceOf: (world: WebWorld) => FastifyPluginAsync) {
  return withClosers(async (onClose) => {
    const world = await createWebWorld();
    onClose(() => world.close());
    const server = await world.serve(surfaceOf(world));
    onClose(() => server.close());
    const origin = await server.listen({ port: 0, host: '127.0.0.1' });
    const browser = await openBrowser();
    onClose(() => browser.close());
    return { world, server, origin, browser };
  });
}
