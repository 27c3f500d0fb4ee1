import process from 'node:process';
import { defineConfig } from 'prisma/config';

// `prisma generate` runs no engine but tries to download one; any executable satisfies it on a closed network.
process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= process.execPath;

export default defineConfig({ schema: 'schema.prisma', migrations: { path: 'migrations' } });
