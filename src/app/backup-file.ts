import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { CodedError } from '../lib/coded-error.ts';
import { ExactReader } from '../lib/exact-reader.ts';
import { openStream } from '../lib/sealed-stream.ts';
import type { Vault } from '../lib/vault.ts';
import { blocksOf, type Block } from '../store/backup/blocks.ts';
import { Manifest } from '../store/backup/layout.ts';

export const BACKUP_MAGIC = 'hai-long backup 1\n';

export function backupKey(vault: Vault): Buffer {
  return Buffer.from(vault.secretFor('backup'), 'base64url');
}

/** @throws CodedError when it is damaged, sealed with other keys, or no backup */
export async function* readBackup(file: string, vault: Vault): AsyncGenerator<Block> {
  const packed = openStream(backupKey(vault), BACKUP_MAGIC, createReadStream(file));
  // Whatever breaks, whoever reads the last of them is told.
  const plain = pipeline(Readable.from(packed), createGunzip(), () => undefined);
  yield* blocksOf(new ExactReader(plain));
}

/** Reads it all, to the last byte, before anything is done with it. */
export async function checkBackup(file: string, vault: Vault): Promise<Manifest> {
  let manifest: Manifest | null = null;
  for await (const { kind, bytes } of readBackup(file, vault)) {
    if (kind === 'manifest') manifest = Manifest.parse(JSON.parse(bytes.toString()));
  }
  if (manifest === null) throw new CodedError('backup-malformed', 'The backup does not say what it is.');
  return manifest;
}
