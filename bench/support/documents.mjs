import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** Puts a table between `<!-- name:begin -->` and `<!-- name:end -->` of a file in docs/. */
export async function writeTable(file, name, table) {
  const path = fileURLToPath(new URL(`../../docs/${file}`, import.meta.url));
  const text = await readFile(path, 'utf8');
  const [begin, end] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`docs/${file} has no place marked ${name}.`);
  await writeFile(path, `${text.slice(0, from + begin.length)}\n\n${table}\n\n${text.slice(to)}`);
}
