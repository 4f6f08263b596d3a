// Builds src/ into dist/ when dist/ is missing or older than what it is made of, so that `npm start` is one command.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

function newestChange(path) {
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(...readdirSync(path).map((name) => newestChange(join(path, name))));
}

const MADE_OF = ['src', 'package-lock.json', 'scripts/bundle.mjs'];
const BUILT = 'dist/bundle/main.js';

if (!existsSync(BUILT) || newestChange(BUILT) < Math.max(...MADE_OF.map(newestChange))) {
  const nest = spawnSync(process.execPath, ['node_modules/@nestjs/cli/bin/nest.js', 'build'], {
    stdio: 'inherit',
  });
  if (nest.status !== 0) process.exit(nest.status ?? 1);
  await import('./bundle.mjs');
}
