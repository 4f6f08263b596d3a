import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createDatabase, createMigratedDatabase, query } from './support/databases.js';
import { eventually } from './support/eventually.js';
import { plainMail } from './support/mails.js';
import { run } from './support/processes.js';
import { Service } from './support/service.js';
import { WireOfSocket } from './support/wire-of-socket.js';

let databaseUrl: string;
let socket: WireOfSocket;
let service: Service;
beforeAll(async () => {
  databaseUrl = await createDatabase();
  socket = await new WireOfSocket().before(databaseUrl);
  service = await Service.start({ env: { DATABASE_URL: socket.databaseUrl } });
});
afterAll(async () => {
  await service?.stop();
  socket?.remove();
});

/** Same as `postgres://user:password@%2Ffolder:port/database`. */
function withFolderAsHost(): string {
  const { username, password, pathname } = new URL(databaseUrl);
  return `postgres://${username}:${password}@${encodeURIComponent(socket.folder)}:5433${pathname}`;
}

it('a database that listens only on a socket stores what comes in', async () => {
  const { status, outcome } = await service.handIn(plainMail());
  expect({ status, kind: outcome.kind }).toEqual({ status: 'processed', kind: 'ticket_opened' });
});

it.each([
  ['in the query', () => socket.databaseUrl],
  ['in place of the host', withFolderAsHost],
])('commands reach it through a folder %s', async (_where, url) => {
  const { output } = await run('cli/doctor.js', [], { ...service.env, DATABASE_URL: url() });
  expect(output).toMatch(/^ok {4}database +PostgreSQL/m);
  expect(output).toMatch(/^ok {4}events/m);
});

it('a database that goes away with its socket is an outage like any other', async () => {
  const server = await createMigratedDatabase();
  const away = await new WireOfSocket().before(server);
  const served = await Service.start({ env: { DATABASE_URL: away.databaseUrl } });
  away.remove();
  await query(
    server,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  );
  const refused = await eventually(async () => {
    const answer = await served.call('GET', '/v1/tickets');
    return answer.status === 200 ? null : answer;
  });
  const line = await eventually(() =>
    Promise.resolve(served.program.lines.find((text) => text.includes('the database is away')) ?? null),
  );
  await served.stop();
  expect(refused).toMatchObject({ status: 503, body: { detail: expect.stringContaining('(ENOENT)') } });
  expect(JSON.parse(line)).toMatchObject({ database: expect.stringContaining(`@${away.folder}:5433/test_`) });
});
