import process from 'node:process';
import { createInterface } from 'node:readline/promises';
import type { AuditAction, AuditFacts } from '../domain/audit.ts';
import { PERSONAL_DATA, type Kept, type PersonalColumn } from '../domain/personal-data.ts';
import { RETENTION_DAYS } from '../domain/retention.ts';
import { assertNever } from '../lib/assert-never.ts';
import { CodedError } from '../lib/coded-error.ts';
import { erasePerson, tellPerson, withdrawConsent, type RightsParts } from '../service/person-rights.ts';
import type { CommandScene } from './queue-command.ts';
import { recordCommand } from './record-command.ts';
import { systemClock } from './system-clock.ts';

/** `privacy tell`: what is kept of whoever has a telephone, the dossiers one a line. */
export async function tellPersonCommand(scene: CommandScene): Promise<number> {
  const { dossiers, chats, isOptedOut } = await tellPerson(rightsOf(scene), await askPhone());
  await record(scene, 'person.told', { dossiers: dossiers.length });
  for (const { code, unitCode, invited } of dossiers) {
    process.stdout.write(`${code}  ${unitCode}  ${invited ? 'invited' : 'not invited'}\n`);
  }
  process.stdout.write(`${dossiers.length} dossiers\n`);
  for (const { channel, count } of chats) process.stdout.write(`${count} chats on ${channel}\n`);
  if (isOptedOut) process.stdout.write('never to be asked\n');
  return 0;
}

/** `privacy withdraw`: the telephone and its chats are never asked again. */
export async function withdrawConsentCommand(scene: CommandScene): Promise<number> {
  const { dossiers, chats } = await withdrawConsent(rightsOf(scene), await askPhone());
  await record(scene, 'consent.withdrawn', { dossiers, chats });
  process.stdout.write(`never asked again: ${dossiers} dossiers, ${chats} chats\n`);
  return 0;
}

/** `privacy erase`: forgets a telephone and its chats. */
export async function erasePersonCommand(scene: CommandScene): Promise<number> {
  const { dossiers, chats } = await erasePerson(rightsOf(scene), await askPhone());
  await record(scene, 'person.erased', { dossiers, chats });
  process.stdout.write(`forgotten: ${dossiers} dossiers, ${chats} chats\n`);
  return 0;
}

function record(scene: CommandScene, action: AuditAction, facts: AuditFacts): Promise<void> {
  return recordCommand(scene, { action, subject: null, unit: null, facts });
}

/** `privacy report`: what is kept of whom, in what form, for how long, and which role of the database reads it. */
export async function reportPrivacyCommand({ stores }: CommandScene): Promise<number> {
  const readers = await stores.privacy.readers(PERSONAL_DATA.map(({ column }) => column));
  process.stdout.write('| Column | Of | Form | Kept | Read by |\n| --- | --- | --- | --- | --- |\n');
  for (const entry of PERSONAL_DATA) process.stdout.write(`${rowOf(entry, readers.get(entry.column))}\n`);
  return 0;
}

function rowOf({ column, of, form, kept }: PersonalColumn, roles: readonly string[] | undefined): string {
  if (!roles) throw new CodedError('column-unknown', `${column} is not in this database.`);
  return `| ${column} | ${of} | ${form} | ${keptWords(kept)} | ${roles.length > 0 ? roles.join(', ') : 'nobody'} |`;
}

function keptWords(kept: Kept): string {
  switch (kept.kind) {
    case 'days':
      return `${RETENTION_DAYS[kept.by]} days`;
    case 'survey':
      return 'until sealed';
    case 'standing':
      return 'while it stands';
    default:
      return assertNever(kept);
  }
}

function rightsOf({ stores, vault, config }: CommandScene): RightsParts {
  return { privacy: stores.privacy, vault, clock: systemClock, zone: config.timeZone };
}

/** From standard input: an argument would stand in the list of processes and in the shell's history. */
async function askPhone(): Promise<string> {
  const lines = createInterface({ input: process.stdin, terminal: false });
  if (process.stdin.isTTY) process.stdout.write('Telephone: ');
  for await (const line of lines) return line;
  throw new CodedError('phone-missing', 'Type the telephone number, or pipe it in.');
}
