// Compiles src/ to dist/ when dist/ is missing or older than the sources, so that `npm start` is one command.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const newestChange = (folder) =>
  Math.max(
    ...readdirSync(folder, { withFileTypes: true }).map((entry) =>
      entry.isDirectory()
        ? newestChange(join(folder, entry.name))
        : statSync(join(folder, entry.name)).mtimeMs,
    ),
  );

const built = 'dist/.tsbuildinfo';
if (!existsSync(built) || newestChange('src') > statSync(built).mtimeMs) {
  const nest = spawnSync(process.execPath, ['node_modules/@nestjs/cli/bin/nest.js', 'build'], {
    stdio: 'inherit',
  });
  process.exit(nest.status ?? 1);
}
