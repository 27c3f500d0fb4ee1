import type { Wire } from './tab.ts';

/** Requests as a browser's forms and links send them, over HTTP to a running service. */
export function fetchWire(baseUrl: string): Wire {
  return {
    async inject({ method = 'GET', url, cookies, headers = {}, payload }) {
      const cookie = Object.entries(cookies)
        .map(([name, value]) => `${name}=${value}`)
        .join('; ');
      const answer = await fetch(new URL(url, baseUrl), {
        method,
        redirect: 'manual',
        headers: { ...headers, cookie },
        ...(payload === undefined ? {} : { body: payload }),
      });
      return {
        statusCode: answer.status,
        headers: Object.fromEntries(answer.headers),
        body: await answer.text(),
        cookies: answer.headers.getSetCookie().map(cookieOf),
      };
    },
  };
}

function cookieOf(header: string): { readonly name: string; readonly value: string } {
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(header) ?? [];
  return { name, value };
}
