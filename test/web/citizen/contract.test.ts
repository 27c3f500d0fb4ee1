import { randomUUID } from 'node:crypto';
import { describeChannel, type Citizen } from '../../channel/channel-contract.ts';
import { startService } from '../../support/service.ts';
import { fetchWire } from './fetch-wire.ts';
import { Tab } from './tab.ts';

/** On the page only comments are typed: who would type "DỪNG" in a chat opens the way out below the question. */
function citizenOf(tab: Tab): Citizen {
  return {
    open: async () => void (await tab.open()),
    screen: async () => {
      // A page that is still saving is looked at again by its link.
      if (tab.url.includes('?saving=')) await tab.visit(tab.url);
      return textOf(tab.html);
    },
    buttons: async () => tab.buttons.map(({ label }) => label),
    tap: async (label) => void (await press(tab, label)),
    async tapTwice(label) {
      const fields = { nonce: tab.nonce, payload: payloadOf(tab, label) };
      await Promise.all([tab.post(fields), tab.post(fields)]);
      await tab.open();
    },
    async type(text) {
      await (text === 'DỪNG' ? tab.leave('Không nhận nữa') : tab.write(text));
    },
    async forge() {
      for (const payload of ['AAAAAAAAAAAAAAAA', 'not-a-payload']) await tab.post({ nonce: randomUUID(), payload });
    },
  };
}

/** A button, or the link that changes the language. */
async function press(tab: Tab, label: string): Promise<void> {
  const link = new RegExp(`<a href="([^"]+)"[^>]*>${label}</a>`).exec(tab.html)?.[1];
  if (link !== undefined) await tab.open(link.replaceAll('&amp;', '&'));
  else await tab.submit({ payload: payloadOf(tab, label) });
}

function payloadOf(tab: Tab, label: string): string {
  const payload = tab.payloadOf(label);
  if (payload === undefined) throw new Error(`There is no button "${label}" on: ${textOf(tab.html)}`);
  return payload;
}

function textOf(html: string): string {
  const main = /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? '';
  return main
    .replaceAll(/<[^>]+>/g, '\n')
    .replaceAll(/\n+/g, '\n')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"');
}

describeChannel({
  name: 'web',
  start: () => startService(),
  citizen: (service, { web }) => citizenOf(new Tab(fetchWire(service.url), new URL(web).pathname)),
});
