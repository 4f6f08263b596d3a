// Builds src/ into dist/ if dist/ is missing or out of date, so that `npm start` is one command.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fingerprintOf } from './fingerprint.mjs';

// an older Node.js would report only a SyntaxError in some package
const { node } = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages[''].engines;
if (!isAtLeast(process.versions.node, node.replace('>=', ''))) {
  console.error(
    `This is Node.js ${process.versions.node}: Postroom needs ${node.replace('>=', '')} or newer.`,
  );
  process.exit(1);
}

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

function isAtLeast(version, least) {
  const [theirs, ours] = [version, least].map((text) => text.split('.').map(Number));
  const at = ours.findIndex((part, n) => part !== theirs[n]);
  return at === -1 || theirs[at] > ours[at];
}
