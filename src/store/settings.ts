import type { SettingStore } from '../service/ports.ts';
import type { PrismaClient } from './generated/client.ts';

/** Of role hl_register. */
export function openSettings(register: PrismaClient): SettingStore {
  return {
    async get(key) {
      const rows = await register.$queryRaw<{ value: string }[]>`
        SELECT s.value FROM register.setting s WHERE s.key = ${key}`;
      return rows[0]?.value ?? null;
    },
    async set(key, value) {
      await register.$executeRaw`
        INSERT INTO register.setting (key, value) VALUES (${key}, ${value})
        ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value`;
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
