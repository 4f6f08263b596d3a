import { readFile, writeFile } from 'node:fs/promises';
import { replaceMarkedBlock } from './docs/marked-block.js';
import { problemsPage } from './docs/problems-page.js';
import { settingsTable } from './docs/settings-table.js';

// npm run docs: writes what is generated from the code; docs/docs.spec.ts fails if somebody forgot
const readme = await readFile('README.md', 'utf8');
await writeFile('README.md', replaceMarkedBlock(readme, 'settings', settingsTable()));
await writeFile('docs/problems.md', problemsPage());
