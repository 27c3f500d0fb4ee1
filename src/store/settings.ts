import type { SettingStore } from '../service/ports.ts';
import type { PrismaClient } from './generated/client.ts';

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
