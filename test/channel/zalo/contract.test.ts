import type { Person } from '../../support/zalo/person.ts';
import type { VisibleButton, VisibleMessage } from '../../support/zalo/chat-log.ts';
import { startZaloService } from '../../support/zalo-service.ts';
import { describeChannel, type Citizen } from '../channel-contract.ts';

const TYPED = /^(?:Hoặc nhắn|Or type): (.+)\.$/m;

/** An event that the webhook answers too late on a busy machine comes again after half a minute. */
const BUDGET_MS = 45_000;

let nextPhone = 84_912_300_000;

/** Buttons for five choices, words for the others; the slip's code opens the survey. */
function citizenOf(person: Person, code: string): Citizen {
  const seen = () => person.chat.filter(({ from }) => from === 'oa');
  const last = () => seen().at(-1) ?? null;
  async function change(act: () => void): Promise<void> {
    const before = seen().length;
    act();
    await person.until(() => seen().length > before, BUDGET_MS);
  }
  const buttonOf = (label: string) => last()?.buttons.find((button) => button.label === label);
  return {
    open: () => change(() => person.type(last() === null ? code : 'tiếp tục')),
    screen: async () =>
      seen()
        .slice(-2)
        .map(({ text }) => text.replace(TYPED, ''))
        .join('\n'),
    buttons: async () => offered(last()),
    tap: (label) =>
      change(() => {
        const button = buttonOf(label);
        if (button) person.press(button);
        else if (offered(last()).includes(label)) person.type(label);
        else throw new Error(`"${label}" is not offered by: ${last()?.text ?? 'nothing'}`);
      }),
    tapTwice: (label) =>
      change(() => {
        const button = mustHave(buttonOf(label), label);
        person.press(button);
        person.press(button);
      }),
    type: (text) => change(() => person.type(text)),
    async forge() {
      for (const payload of ['hl:AAAAAAAAAAAAAAAA', 'hl:not-a-payload']) {
        person.press({ label: '', payload, shows: false, url: null });
      }
    },
  };
}

function offered(message: VisibleMessage | null): readonly string[] {
  const typed = TYPED.exec(message?.text ?? '')?.[1]?.split(', ') ?? [];
  return [...(message?.buttons.map(({ label }) => label) ?? []), ...typed];
}

function mustHave(button: VisibleButton | undefined, label: string): VisibleButton {
  if (!button) throw new Error(`There is no button "${label}".`);
  return button;
}

describeChannel({
  name: 'zalo',
  start: () => startZaloService(),
  citizen: (service, { zaloCode = '' }) => citizenOf(service.zalo.person(String((nextPhone += 1))), zaloCode),
});
