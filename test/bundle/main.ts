import { resolve } from 'node:path';
import process from 'node:process';
import { makeBundle } from './make-bundle.ts';

const { file, files } = await makeBundle(resolve(process.argv[2] ?? '.data/bundle'));
process.stdout.write(`${file}: ${files} files; SHA256SUMS beside it\n`);
