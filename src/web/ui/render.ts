import { brotliCompressSync, constants } from 'node:zlib';
import type { FastifyReply } from 'fastify';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';

/** A whole page as HTML. Preact escapes every value. */
export function renderPage(page: VNode): string {
  return `<!doctype html>${renderToString(page)}`;
}

/** Pages show live figures or personal work: no cache keeps them. */
export function sendPage(reply: FastifyReply, page: VNode): FastifyReply {
  return sendHtml(reply, renderPage(page));
}

/** The same for everybody who reads the same language, which a cookie remembers. */
export function sendPublicPage(reply: FastifyReply, page: VNode, seconds: number): FastifyReply {
  return reply
    .type('text/html; charset=utf-8')
    .headers({ 'cache-control': `public, max-age=${String(seconds)}`, vary: 'cookie' })
    .send(renderPage(page));
}

/** A part of a page, for htmx. */
export function sendFragment(reply: FastifyReply, fragment: VNode): FastifyReply {
  return sendHtml(reply, renderToString(fragment));
}

/** Worth it from here on. */
const COMPRESSED_FROM = 4_000;
const QUALITY = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

/**
 * Compressed where the browser takes it: tables repeat themselves. Pages hold no token that guessing at their size
 * could tell, for forms are known by their origin.
 */
function sendHtml(reply: FastifyReply, html: string): FastifyReply {
  const accepted = reply.request.headers['accept-encoding'] ?? '';
  void reply.type('text/html; charset=utf-8').headers({ 'cache-control': 'no-store', vary: 'accept-encoding' });
  if (html.length < COMPRESSED_FROM || !/\bbr\b/.test(String(accepted))) return reply.send(html);
  return reply.header('content-encoding', 'br').send(brotliCompressSync(html, QUALITY));
}
