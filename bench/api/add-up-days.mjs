import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../dist/platform/database/data-source.js';
import { SCHEMA } from '../../dist/schema.js';
import { Rollups } from '../../dist/stats/rollups.js';
import { median } from '../support/figures.mjs';
import { note } from '../support/note.mjs';

const DAYS = 21;

/** Adds up every day, as a worker's first round does. @returns the median time that one more day takes, ms */
export async function addUpDays(databaseUrl) {
  const database = await new DataSource(dataSourceOptions(databaseUrl, SCHEMA, 1)).initialize();
  try {
    const rollups = new Rollups(database);
    note(`all days added up, ${Math.round((await timed(rollups)) / 1000)} s`);
    const days = await database.query(
      'SELECT day FROM stats_days WHERE day < now()::date - 100 ORDER BY md5(day::text) LIMIT $1',
      [DAYS],
    );
    const times = [];
    for (const { day } of days) {
      await database.query('UPDATE stats_days SET is_stale = true WHERE day = $1', [day]);
      times.push(await timed(rollups));
    }
    note(`one day: ${Math.round(median(times))} ms`);
    return median(times);
  } finally {
    await database.destroy();
  }
}

async function timed(rollups) {
  const startedAt = performance.now();
  await rollups.run({ aborted: false });
  return performance.now() - startedAt;
}
