import { readFile, rename, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { VisibleMessage } from '../../support/telegram/chat-log.ts';
import type { Person } from '../../support/telegram/person.ts';

const Key = z.object({ label: z.string(), requestsContact: z.boolean() });
const Message = z.object({
  id: z.int(),
  from: z.enum(['bot', 'person']),
  text: z.string(),
  buttons: z.array(z.array(z.object({ label: z.string(), data: z.string() }))),
  sentAt: z.coerce.date(),
});
const Memory = z.object({
  id: z.int(),
  standing: z.enum(['new', 'started', 'blocked', 'deactivated']),
  keyboard: z.object({ rows: z.array(z.array(Key)), oneTime: z.boolean() }).nullable(),
  chat: z.array(Message),
});

export interface PhoneMemory extends Pick<Person, 'id' | 'standing' | 'keyboard'> {
  readonly chat: readonly Omit<VisibleMessage, 'editedAt'>[];
}

/** What the phones kept when the demonstration was last stopped; empty at the first start. */
export async function readMemories(file: string): Promise<readonly PhoneMemory[]> {
  const text = await readFile(file, 'utf8').catch(() => '[]');
  const memories = z.array(Memory).safeParse(JSON.parse(text));
  return memories.success ? memories.data : [];
}

export async function writeMemories(file: string, people: readonly Person[]): Promise<void> {
  const memories = people.map(({ id, standing, keyboard, chat }) => ({ id, standing, keyboard, chat }));
  await writeFile(`${file}.new`, JSON.stringify(memories), { mode: 0o600 });
  await rename(`${file}.new`, file);
}

/** Gives a new person the chat of an earlier run, every message under its own number: the bot may still edit it. */
export function remember(person: Person, memory: PhoneMemory): void {
  for (const { id, from, text, buttons, sentAt } of memory.chat) {
    const inline_keyboard = buttons.map((row) => row.map(({ label, data }) => ({ text: label, callback_data: data })));
    const markup = inline_keyboard.length > 0 ? { inline_keyboard } : null;
    const message = { fromBot: from === 'bot', text, entities: [], markup, at: sentAt.getTime() };
    while (person.log.add(message).id < id) person.log.delete(lastId(person));
  }
  person.standing = memory.standing;
  person.keyboard = memory.keyboard;
}

function lastId(person: Person): number {
  return person.chat.at(-1)?.id ?? 0;
}
