import { join } from 'node:path';
import type { FakeTelegram } from '../support/telegram/fake-telegram.ts';
import type { FakeZalo } from '../support/zalo/fake-zalo.ts';
import { readMemories, remember, writeMemories } from './phone/phone-memory.ts';
import { PhoneRack } from './phone/phone-rack.ts';
import { TelegramPhone } from './phone/telegram-phone.ts';
import { readZaloMemories, rememberZalo, writeZaloMemories } from './phone/zalo-memory.ts';
import { ZaloPhone } from './phone/zalo-phone.ts';

export interface DemoPhones {
  readonly rack: PhoneRack;
  /** Opens the bot on the phones whose number is known to it; call it when the service runs. */
  prepare(): void;
  /** Keeps what stands on the screens for the next start. */
  close(): Promise<void>;
}

interface Platforms {
  readonly telegram: FakeTelegram;
  readonly zalo: FakeZalo;
}

/** This one has never met the bot: for slips. The others with Telegram have shared their number. */
const NEWCOMER = 4;
const AT_FIRST = 4;
const FIRST_ID = 900_000_000;
const SAVE_AFTER_MS = 1_000;

/** The citizens' phones, as they were left; Zalo and Telegram by turns. */
export async function openDemoPhones({ telegram, zalo }: Platforms, dataDir: string): Promise<DemoPhones> {
  const file = join(dataDir, 'phones.json');
  const zaloFile = join(dataDir, 'zalo-phones.json');
  const memories = new Map((await readMemories(file)).map((memory) => [memory.id, memory]));
  const zaloMemories = new Map((await readZaloMemories(zaloFile)).map((memory) => [memory.phone, memory]));
  let isReady = false;

  function withZalo(position: number): ZaloPhone {
    const person = zalo.person(numberOf(position));
    const memory = zaloMemories.get(person.phone);
    if (memory) rememberZalo(person, memory);
    return new ZaloPhone(person, `Zalo ${position}`);
  }

  function withTelegram(position: number): TelegramPhone {
    const id = FIRST_ID + position;
    const person = telegram.person(id, { phone: numberOf(position) });
    const memory = memories.get(id);
    if (memory) remember(person, memory);
    if (isReady) meetBot(person);
    return new TelegramPhone(person, `Telegram ${position}`);
  }

  const rack = new PhoneRack((position) => (position % 2 === 1 ? withZalo(position) : withTelegram(position)));
  const save = async () => {
    await writeMemories(file, telegram.people());
    await writeZaloMemories(zaloFile, zalo.people());
  };
  const saving = debounce(() => save().catch(() => undefined));
  while (rack.phones.length < Math.max(AT_FIRST, memories.size + zaloMemories.size)) rack.add();
  rack.on('change', saving.soon);
  return {
    rack,
    prepare: () => {
      isReady = true;
      telegram.people().forEach(meetBot);
    },
    close: async () => {
      saving.stop();
      await save();
    },
  };
}

function numberOf(position: number): string {
  return `84900${String(position).padStart(6, '0')}`;
}

function meetBot(person: TelegramPhone['person']): void {
  if (person.standing !== 'new' || person.id === FIRST_ID + NEWCOMER) return;
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
