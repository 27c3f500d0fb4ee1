import { openBrowser, openPage, type Watched } from '../../support/browser.ts';
import { withClosers } from '../../support/with-closers.ts';
import { startConsole, type ConsoleOptions } from './start-console.ts';

export type ConsoleInBrowser = Awaited<ReturnType<typeof startConsoleInBrowser>>;

/** The console at an address of its own, and a browser for it. */
export function startConsoleInBrowser(options: ConsoleOptions = {}) {
  return withClosers(async (onClose) => {
    const running = await startConsole(options);
    onClose(running.close);
    const base = await running.server.listen({ port: 0, host: '127.0.0.1' });
    const browser = await openBrowser();
    onClose(() => browser.close());
    return { ...running, base, browser };
  });
}

/** A page of somebody who is signed in already, past the sign-in page and its limits. */
export async function enterAs(
  { browser, base, sessionOf }: ConsoleInBrowser,
  email: string,
  path = '/console',
  options: Parameters<typeof openPage>[1] = {},
): Promise<Watched> {
  const opened = await openPage(browser, options);
  const [name = '', value = ''] = (await sessionOf(email)).split(/=(.*)/);
  await opened.context.addCookies([{ name, value, url: base }]);
  await opened.page.goto(base + path);
  return opened;
}
