// Hashes what dist/ is made of: file times say nothing after a copy, a checkout or `npm prune`.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const SOURCES = ['src', 'nest-cli.json', 'tsconfig.json', 'tsconfig.build.json', 'scripts/bundle.mjs'];

/** Changes if dist/ must be built anew. Includes the versions of the packages that are not only for development. */
export function fingerprintOf(root) {
  const hash = createHash('sha256').update(JSON.stringify(packagesIn(join(root, 'package-lock.json'))));
  for (const path of SOURCES.flatMap((source) => filesIn(root, source)))
    hash.update(`\0${path}\0`).update(readFileSync(join(root, path)));
  return hash.digest('hex');
}

function packagesIn(lockFile) {
  const { packages } = JSON.parse(readFileSync(lockFile, 'utf8'));
  return Object.entries(packages)
    .filter(([path, { dev }]) => path && !dev)
    .map(([path, { version }]) => [path, version]);
}

function filesIn(root, path) {
  if (statSync(join(root, path)).isFile()) return [path];
  const names = readdirSync(join(root, path)).sort();
  return names.flatMap((name) => filesIn(root, `${path}/${name}`));
}
