// Builds src/ into dist/ when dist/ is missing or was made of something else, so that `npm start` is one command.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fingerprintOf } from './fingerprint.mjs';

const MADE_OF = 'dist/bundle/made-of';
const NEST = 'node_modules/@nestjs/cli/bin/nest.js';

if (!existsSync(MADE_OF) || readFileSync(MADE_OF, 'utf8') !== fingerprintOf('.')) {
  if (!existsSync(NEST)) {
    console.error('dist/ was not built from this src/, and what builds it is not installed. Run: npm ci');
    process.exit(1);
  }
  const nest = spawnSync(process.execPath, [NEST, 'build'], { stdio: 'inherit' });
  if (nest.status !== 0) process.exit(nest.status ?? 1);
  await import('./bundle.mjs');
}
