import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createDatabase, createDatabaseIn, query } from './support/databases.js';
import { Pooler } from './support/pooler.js';
import { run } from './support/processes.js';
import { Service } from './support/service.js';

let service: Service;
beforeAll(async () => {
  service = await Service.start({ role: 'api' });
});
afterAll(() => service?.stop());

const start = () => run('bundle/main.js', [], { ...service.env, PORT: '0' });

it('a database that a newer version has migrated stops the start, and says what to do', async () => {
  const [row] = await service.sql<{ id: number }>(
    `INSERT INTO migrations (timestamp, name) VALUES (9999999999999, 'FromTheFuture9999999999999') RETURNING id`,
  );
  const { status, output } = await start();
  const doctor = await run('cli/doctor.js', [], service.env);
  await service.sql('DELETE FROM migrations WHERE id = $1', [row!.id]);
  expect({ status, output }).toEqual({
    status: 1,
    output:
      'A newer version of Postroom has migrated this database (FromTheFuture9999999999999). ' +
      'Start that version, or restore the backup from before the upgrade.\n',
  });
  expect(doctor.output).toMatch(/^FAIL {2}database +A newer version has migrated it/m);
});

it('a port that is taken stops the start without a stack', async () => {
  const { port } = new URL(service.url);
  const { status, output } = await run('bundle/main.js', [], { ...service.env, PORT: port });
  expect(status).toBe(1);
  expect(output).toMatch(new RegExp(`^listen EADDRINUSE: .*:${port}\nHOST and PORT must be `, 'm'));
  expect(output).not.toContain('"level":"error"');
  expect(output).not.toMatch(/^\s+at /m);
});

it.each([
  [
    'an address that no machine has',
    { HOST: 'nowhere.invalid' },
    /^getaddrinfo E\w+ nowhere\.invalid\nHOST /m,
  ],
  [
    'a folder below a file',
    { DATA_DIR: `${__filename}/data` },
    /^ENOTDIR: .+\nDATA_DIR, .* must be folders /m,
  ],
])('%s stops the start without a stack', async (_what, env, told) => {
  const { status, output } = await run('bundle/main.js', [], { ...service.env, PORT: '0', ...env });
  expect(status).toBe(1);
  expect(output).toMatch(told);
  expect(output).not.toMatch(/^\s+at |"stack"/m);
});

it('a migration that the database refuses stops the start with its reason and no stack', async () => {
  await service.sql(`DELETE FROM migrations WHERE name = 'SentMessages1763690000018'`);
  const { status, output } = await start();
  expect(status).toBe(1);
  expect(output).toMatch(
    /^The database refuses a migration: relation "messages_sent_as" already exists\. It/m,
  );
  expect(output).toContain('SentMessages1763690000018');
  expect(output).toContain('CREATE INDEX messages_sent_as');
  expect(output).not.toMatch(/^\s+at /m);
});

it.each(['LATIN1', 'SQL_ASCII'])(
  'a database in %s, which cannot hold every mail, stops the start',
  async (encoding) => {
    const unfit = { ...service.env, DATABASE_URL: await createDatabaseIn(encoding) };
    const { status, output } = await run('bundle/main.js', [], { ...unfit, PORT: '0' });
    expect({ status, output }).toEqual({
      status: 1,
      output:
        `The database's encoding is ${encoding}, which cannot hold every mail: Postroom needs UTF8. ` +
        "Name one in DATABASE_URL that was made by CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0.\n",
    });
    const doctor = await run('cli/doctor.js', [], unfit);
    expect(doctor.output).toMatch(
      new RegExp(`^FAIL {2}database +The database's encoding is ${encoding}, `, 'm'),
    );
  },
);

/** The output of a start whose user has only these rights on a new database. */
async function startAsUser(rights: (name: string) => string) {
  const database = new URL(await createDatabase());
  const name = database.pathname.slice(1);
  await query(database.href, `CREATE ROLE "${name}" LOGIN PASSWORD 'few-rights'; ${rights(name)}`);
  Object.assign(database, { username: name, password: 'few-rights' });
  const { status, output } = await run('bundle/main.js', [], {
    ...service.env,
    DATABASE_URL: database.href,
    PORT: '0',
  });
  return { name, said: { status, output } };
}

// on Redis the queue needs no schema
(process.env.REDIS_URL ? it.skip : it)('a user who may not create schemas stops the start', async () => {
  const { name, said } = await startAsUser((user) => `GRANT ALL ON SCHEMA public TO "${user}"`);
  expect(said).toEqual({
    status: 1,
    output:
      `The database refuses to make the queue's tables: permission denied for database ${name}. ` +
      'Let the user create schemas (GRANT CREATE ON DATABASE), or keep the queue in Redis (REDIS_URL).\n',
  });
});

it('a user who may not create tables stops the start, and is told which rights are missing', async () => {
  const { said } = await startAsUser(() => 'REVOKE CREATE ON SCHEMA public FROM public');
  expect(said).toEqual({
    status: 1,
    output:
      'The database lets its user change no tables: permission denied for schema public. ' +
      'Let the user of DATABASE_URL own the database (ALTER DATABASE … OWNER TO …), ' +
      'or at least its schema and tables (GRANT CREATE ON SCHEMA public).\n',
  });
});

it('a certificate authority that cannot be read stops the start', async () => {
  const DATABASE_URL = service.databaseUrl.replace(
    /\?.*|$/,
    '?sslmode=verify-full&sslrootcert=/nowhere/ca.pem',
  );
  const { status, output } = await run('bundle/main.js', [], { ...service.env, DATABASE_URL, PORT: '0' });
  expect(status).toBe(1);
  expect(output).toMatch(
    /^The database \S+ refuses us: a file that DATABASE_URL names cannot be read \(ENOENT: .*\/nowhere\/ca\.pem'\)\.$/m,
  );
});

it('a pooler that pools transactions stops the start', async () => {
  const pooler = await Pooler.before(service.databaseUrl);
  const pooled = { ...service.env, DATABASE_URL: pooler.databaseUrl };
  const { status, output } = await run('bundle/main.js', [], { ...pooled, PORT: '0' });
  const doctor = await run('cli/doctor.js', [], pooled);
  pooler.remove();
  expect({ status, output }).toEqual({
    status: 1,
    output:
      'A pooler in front of the database pools transactions: Postroom needs a session for each connection. ' +
      'Let DATABASE_URL lead to the server itself, or to a pooler that pools sessions.\n',
  });
  expect(doctor.output).toMatch(/^FAIL {2}database +A pooler in front of the database pools transactions: /m);
});
