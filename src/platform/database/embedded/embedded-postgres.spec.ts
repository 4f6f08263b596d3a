import { afterAll, describe, expect, it } from '@jest/globals';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { makeDataDir, removeDataDirs } from '../../../../test/embedded-postgres/data-dirs.js';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres.js';

const silent = () => undefined;

describe('startEmbeddedPostgres', () => {
  const dataDir = makeDataDir();
  let running: EmbeddedPostgres | undefined;
  afterAll(async () => {
    await running?.stop();
    removeDataDirs();
  });

  const query = async (sql: string): Promise<Record<string, unknown>[]> => {
    const client = new Client({ connectionString: running!.url });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows;
    } finally {
      await client.end();
    }
  };

  it('creates a UTF8 cluster in an empty DATA_DIR and listens only on 127.0.0.1', async () => {
    running = await startEmbeddedPostgres({ dataDir, log: silent, durable: false });
    const [row] = await query(`
      SELECT current_database() AS database, current_setting('listen_addresses') AS listen,
             current_setting('unix_socket_directories') AS sockets, current_setting('server_encoding') AS encoding,
             current_setting('max_connections') AS connections, current_setting('fsync') AS fsync,
             lower('ÀÉ') AS lower, 'Z' < 'a' COLLATE "default" AS by_code_point,
             current_setting('password_encryption') AS passwords`);
    expect(row).toEqual({
      database: 'postroom',
      listen: '127.0.0.1',
      sockets: '',
      encoding: 'UTF8',
      connections: '200',
      fsync: 'off',
      lower: 'àé',
      by_code_point: true,
      passwords: 'scram-sha-256',
    });
  });

  it('makes the password readable for its owner only', () => {
    expect(statSync(join(dataDir, 'postgres', 'password')).mode & 0o777).toBe(0o600);
    expect(statSync(join(dataDir, 'postgres', 'data')).mode & 0o777).toBe(0o700);
  });

  it('admits nobody without the password', async () => {
    const client = new Client({ connectionString: running!.url.replace(/:[^:@]+@/, ':guess@') });
    await expect(client.connect()).rejects.toMatchObject({ code: '28P01' });
  });

  it('refuses a second owner of the same DATA_DIR without harming the first', async () => {
    await expect(startEmbeddedPostgres({ dataDir, log: silent, durable: false })).rejects.toThrow(
      `DATA_DIR ${dataDir} is in use by process ${process.pid}; set DATABASE_URL to run several processes.`,
    );
    expect(await query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('finds its data again after a stop', async () => {
    await query('CREATE TABLE kept AS SELECT 42 AS answer');
    await running!.stop();
    running = await startEmbeddedPostgres({ dataDir, log: silent, durable: false });
    expect(await query('SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });
});
