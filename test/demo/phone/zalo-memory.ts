import { readFile, rename, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Person } from '../../support/zalo/person.ts';

const Button = z.object({
  label: z.string(),
  payload: z.string().nullable(),
  shows: z.boolean(),
  url: z.string().nullable(),
});
const Message = z.object({
  id: z.string(),
  from: z.enum(['oa', 'staff', 'person']),
  kind: z.enum(['text', 'template', 'rating', 'info-request', 'media']),
  text: z.string(),
  buttons: z.array(Button),
  sentAt: z.coerce.date(),
  template: z.object({ id: z.string(), trackingId: z.string().nullable(), recipient: z.string() }).nullable(),
});
const Memory = z.object({
  phone: z.string(),
  standing: z.enum(['active', 'blocked', 'absent', 'inactive']),
  isFollower: z.boolean(),
  lastInteractionAt: z.number().nullable(),
  sharedPhone: z.string().nullable(),
  chat: z.array(Message),
});

export type ZaloMemory = Pick<
  Person,
  'phone' | 'standing' | 'isFollower' | 'lastInteractionAt' | 'sharedPhone' | 'chat'
>;

/** What the phones with Zalo kept when the demonstration was last stopped; empty at the first start. */
export async function readZaloMemories(file: string): Promise<readonly ZaloMemory[]> {
  const text = await readFile(file, 'utf8').catch(() => '[]');
  const memories = z.array(Memory).safeParse(JSON.parse(text));
  return memories.success ? memories.data : [];
}

export async function writeZaloMemories(file: string, people: readonly Person[]): Promise<void> {
  const memories = people.map(({ phone, standing, isFollower, lastInteractionAt, sharedPhone, chat }) => ({
    phone,
    standing,
    isFollower,
    lastInteractionAt,
    sharedPhone,
    chat,
  }));
  await writeFile(`${file}.new`, JSON.stringify(memories), { mode: 0o600 });
  await rename(`${file}.new`, file);
}

/** Gives a new person the chat of an earlier run, and the window that it had opened. */
export function rememberZalo(person: Person, memory: ZaloMemory): void {
  const { standing, isFollower, lastInteractionAt, sharedPhone } = memory;
  Object.assign(person, { standing, isFollower, lastInteractionAt, sharedPhone });
  person.remember(memory.chat);
}
