import { transformFileSync } from '@swc/core';
import { spawn, type ChildProcess } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

/** A process that stands for the service: it starts the embedded server, prints its address, and exits on SIGUSR2. */
const MAIN = `
import { startEmbeddedPostgres } from './database/embedded/embedded-postgres.js';
process.on('SIGINT', () => undefined); // drains for ever
process.on('SIGUSR2', () => process.exit(0)); // without stopping it
const [dataDir] = process.argv.slice(2);
const { url } = await startEmbeddedPostgres({ dataDir, log: () => undefined, durable: false });
console.log(url);
setInterval(() => undefined, 1000);
`;

const folder = mkdtempSync(join(realpathSync(tmpdir()), 'postroom-service-'));

/** Compiles src/platform/database to plain ESM: Jest's own CommonJS exists only inside Jest. */
export function compileService(source: string): void {
  for (const entry of readdirSync(source, { recursive: true, encoding: 'utf8' })) {
    if (!entry.endsWith('.ts') || entry.endsWith('.spec.ts')) continue;
    const { code } = transformFileSync(join(source, entry), {
      swcrc: false,
      module: { type: 'es6' },
      jsc: { target: 'es2023', parser: { syntax: 'typescript', decorators: true } },
    });
    const target = join(folder, 'database', entry.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, code);
  }
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(join(folder, 'main.js'), MAIN);
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
}

export const removeService = (): void => rmSync(folder, { recursive: true });

/** Starts the process as the leader of its own process group, as a shell does; resolves when the server is up. */
export async function startService(dataDir: string): Promise<{ url: string; service: ChildProcess }> {
  const service = spawn(process.execPath, [join(folder, 'main.js'), dataDir], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const url of createInterface({ input: service.stdout })) return { url, service };
  throw new Error('the service ended before its server was up');
}
