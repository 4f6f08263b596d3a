/** The oldest PostgreSQL that the tests have run on. */
const OLDEST_MAJOR = 13;

/** Returns one row, which `findUnfitness` judges. */
export const FITNESS = `
  SELECT current_setting('server_version') AS version,
         current_setting('server_version_num')::int / 10000 AS major,
         current_setting('server_encoding') AS encoding`;

export interface Fitness {
  version: string;
  major: number;
  /** `UTF8`, `LATIN1`, `SQL_ASCII`, … */
  encoding: string;
}

/** For operators: what is wrong, and how to fix it. */
export interface Unfitness {
  reason: string;
  advice: string;
}

/**
 * Why a reachable database cannot hold our mail, and how to fix it; null if it can.
 *
 * `SQL_ASCII` accepts every byte, but counts and cuts text within characters; other encodings reject the characters
 * they lack, mail by mail.
 *
 * @see https://www.postgresql.org/docs/current/multibyte.html
 */
export function findUnfitness({ version, major, encoding }: Fitness): Unfitness | null {
  if (major < OLDEST_MAJOR) {
    return {
      reason: `The server is PostgreSQL ${version}: Postroom needs ${OLDEST_MAJOR} or newer.`,
      advice: 'Upgrade it, or name another one in DATABASE_URL.',
    };
  }
  if (encoding === 'UTF8') return null;
  return {
    reason: `The database's encoding is ${encoding}, which cannot hold every mail: Postroom needs UTF8.`,
    advice: `Name one in DATABASE_URL that was made by CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0.`,
  };
}
