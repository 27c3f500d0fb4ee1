import { join } from 'node:path';
import type { FakeTelegram } from '../support/telegram/fake-telegram.ts';
import { PhoneRack } from './phone/phone-rack.ts';
import { readMemories, remember, writeMemories } from './phone/phone-memory.ts';
import { TelegramPhone } from './phone/telegram-phone.ts';

export interface DemoPhones {
  readonly rack: PhoneRack;
  /** Opens the bot on the phones whose number is known to it; call it when the service runs. */
  prepare(): void;
  /** Keeps what stands on the screens for the next start. */
  close(): Promise<void>;
}

/** This one has never met the bot: for slips. The others have shared their number. */
const NEWCOMER = 3;
const AT_FIRST = 3;
const FIRST_ID = 900_000_000;
const SAVE_AFTER_MS = 1_000;

/** The citizens' phones, as they were left. */
export async function openDemoPhones(telegram: FakeTelegram, dataDir: string): Promise<DemoPhones> {
  const file = join(dataDir, 'phones.json');
  const memories = new Map((await readMemories(file)).map((memory) => [memory.id, memory]));
  let isReady = false;
  const rack = new PhoneRack((position) => {
    const id = FIRST_ID + position;
    const person = telegram.person(id, { phone: `84900${String(position).padStart(6, '0')}` });
    const memory = memories.get(id);
    if (memory) remember(person, memory);
    const phone = new TelegramPhone(person, `Điện thoại ${position}`);
    if (isReady) introduce(phone, position);
    return phone;
  });
  const save = () => writeMemories(file, telegram.people());
  const saving = debounce(() => save().catch(() => undefined));
  while (rack.phones.length < Math.max(AT_FIRST, memories.size)) rack.add();
  rack.on('change', saving.soon);
  return {
    rack,
    prepare: () => {
      isReady = true;
      telegram.people().forEach((person, i) => {
        if (person.standing === 'new' && i + 1 !== NEWCOMER) meetBot(person);
      });
    },
    close: async () => {
      saving.stop();
      await save();
    },
  };
}

function introduce({ person }: TelegramPhone, position: number): void {
  if (person.standing === 'new' && position !== NEWCOMER) meetBot(person);
}

function meetBot(person: TelegramPhone['person']): void {
  person.start();
  person.shareContact('own');
}

function debounce(work: () => void) {
  let timer: NodeJS.Timeout | null = null;
  const stop = () => {
    if (timer) clearTimeout(timer);
    timer = null;
  };
  const soon = () => {
    timer ??= setTimeout(() => {
      timer = null;
      work();
    }, SAVE_AFTER_MS);
  };
  return { soon, stop };
}
