import type { Person } from '../../support/telegram/person.ts';
import { startService } from '../../support/service.ts';
import { describeChannel, type ChannelUnderTest, type Citizen } from '../channel-contract.ts';

let nextPerson = 7_000_001;

function telegram(updates: 'polling' | 'webhook'): ChannelUnderTest {
  return {
    name: `telegram by ${updates}`,
    start: () => startService({ updates }),
    citizen: (service, links) => {
      const person = service.telegram.person((nextPerson += 1));
      const token = new URL(links.telegram ?? '').searchParams.get('start') ?? '';
      return citizenOf(person, token);
    },
  };
}

/** A bot's reply to what was done is awaited as a change of the chat. */
function citizenOf(person: Person, token: string): Citizen {
  const seen = () => person.chat.filter((message) => message.from === 'bot');
  async function change(act: () => void): Promise<void> {
    const before = JSON.stringify(seen());
    act();
    await person.until(() => JSON.stringify(seen()) !== before, 20_000);
  }
  return {
    open: () => change(() => person.start(token)),
    screen: async () =>
      seen()
        .slice(-2)
        .map(({ text }) => text)
        .join('\n'),
    buttons: async () =>
      seen()
        .at(-1)
        ?.buttons.flat()
        .map(({ label }) => label) ?? [],
    tap: (label) => change(() => person.tap(label)),
    tapTwice: (label) =>
      change(() => {
        person.tap(label);
        person.tap(label);
      }),
    type: (text) => change(() => person.type(text)),
    async forge() {
      person.forgeTap('AAAAAAAAAAAAAAAA');
      person.forgeTap('not-a-payload');
    },
  };
}

describeChannel(telegram('polling'));
describeChannel(telegram('webhook'));
