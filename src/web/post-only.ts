interface Route {
  readonly method: string;
  /** `/console/people/:id` */
  readonly url: string;
}

/**
 * Where an address that only takes forms leads when it is opened, as by the language link of the answer to a form: the
 * nearest page above it; null for every other address.
 */
export function pageAbove(pathname: string, routes: readonly Route[]): string | null {
  const path = pathname.split('/');
  const isOpened = (url: string) => routes.some((route) => route.method === 'GET' && route.url === url);
  const takesForms = routes.some(({ method, url }) => method === 'POST' && matches(url, path) && !isOpened(url));
  if (!takesForms) return null;
  const above = path.map((_part, i) => path.slice(0, -i - 1)).find((parts) => hasPage(parts, routes));
  return above ? above.join('/') : null;
}

function hasPage(path: readonly string[], routes: readonly Route[]): boolean {
  return routes.some(({ method, url }) => method === 'GET' && matches(url, path));
}

function matches(url: string, path: readonly string[]): boolean {
  const parts = url.split('/');
  return (
    parts.length === path.length && parts.every((part, i) => part === path[i] || (part.startsWith(':') && path[i]))
  );
}
