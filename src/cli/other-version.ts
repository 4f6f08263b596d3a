import type { DataSource } from 'typeorm';
import { newerMigrations } from '../platform/database/migrate.js';

/** What is wrong with the tables, and what helps. */
interface OtherVersion {
  isNewer: boolean;
  seen: string;
  advice: string;
}

/** Finds out whether a database has the tables of another version; null if it has ours. */
export async function findOtherVersion(database: DataSource): Promise<OtherVersion | null> {
  if ((await newerMigrations(database)).length > 0) {
    return {
      isNewer: true,
      seen: 'A newer version has migrated it; this one does not start on it.',
      advice: 'Run that version, or restore the backup from before the upgrade.',
    };
  }
  if (!(await database.showMigrations())) return null;
  return {
    isNewer: false,
    seen: 'It lacks migrations of this version.',
    advice: 'Start the service of this version: it migrates.',
  };
}
