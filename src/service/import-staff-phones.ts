import { z } from 'zod';
import { toE164 } from '../lib/phone.ts';
import type { Vault } from '../lib/vault.ts';
import { phoneIndex } from './fingerprint.ts';
import type { ImportReport } from './import-units.ts';
import type { InterferenceStore } from './ports.ts';
import { readTable } from './read-table.ts';

const PhoneRow = z.object({
  phone: z.string().transform((value, context): string => {
    const phone = toE164(value);
    if (phone !== null) return phone;
    context.addIssue('must be a telephone number');
    return z.NEVER;
  }),
});

/**
 * Imports `phone`, one a line: the telephones of staff, whose dossiers are not asked. The file replaces the list, unless
 * a line is wrong: then nothing changes. Only keyed hashes are kept.
 * @throws CodedError `file-malformed`
 */
export async function importStaffPhones(
  { interference, vault }: { readonly interference: InterferenceStore; readonly vault: Vault },
  text: string,
): Promise<ImportReport> {
  const { rows, faults } = readTable(text, PhoneRow);
  if (faults.length > 0) return { saved: 0, faults };
  await interference.replaceStaffPhones(rows.map(({ row }) => phoneIndex(vault, row.phone)));
  return { saved: rows.length, faults };
}
