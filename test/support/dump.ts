import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Service } from './service.js';

/** Everything that a service has stored: each row as text and each blob unchanged, with its location. */
export async function dump(service: Service): Promise<{ place: string; text: string }[]> {
  const tables = await service.sql<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  const rows = [];
  for (const { name } of tables) {
    const found = await service.sql<{ text: string }>(`SELECT stored::text AS text FROM ${name} AS stored`);
    rows.push(...found.map(({ text }) => ({ place: name, text })));
  }
  const folder = join(service.env.DATA_DIR!, 'blobs');
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const blobs = await Promise.all(
    files.map(async (place) => ({ place, text: (await readFile(place)).toString('latin1') })),
  );
  return [...rows, ...blobs];
}
