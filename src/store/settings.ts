import type { PrismaClient } from './generated/client.ts';

/** Facts about this installation, such as the queue backend in use. */
export interface SettingStore {
  get(key: string): Promise<string | null>;
  set(key: string, value: string): Promise<void>;
  /** Sets `next` where `expected` stands (null: nothing); false when something else does. */
  compareAndSet(key: string, expected: string | null, next: string): Promise<boolean>;
}

/** Of role hl_register. */
export function openSettings(register: PrismaClient): SettingStore {
  return {
    get: async (key) => (await register.setting.findUnique({ where: { key } }))?.value ?? null,
    set: async (key, value) => {
      await register.setting.upsert({ where: { key }, create: { key, value }, update: { value } });
    },
    compareAndSet: async (key, expected, next) => {
      const changed =
        expected === null
          ? await register.$executeRaw`
              INSERT INTO register.setting (key, value) VALUES (${key}, ${next}) ON CONFLICT DO NOTHING`
          : await register.$executeRaw`
              UPDATE register.setting s SET value = ${next} WHERE s.key = ${key} AND s.value = ${expected}`;
      return changed === 1;
    },
  };
}
