import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createDatabase, query } from './support/databases.js';
import { eventually } from './support/eventually.js';
import { plainMail } from './support/mails.js';
import { Service } from './support/service.js';
import { Simulator } from './support/simulator.js';
import { WireTap } from './support/wire-tap.js';

/** Mails of each kind: periodic statements are counted too, but not every time. */
const MAILS = 5;

/** The webhook's insert; the lease; a share of the request budget; the locks; what is known; what is written; COMMIT. */
const PROMISED = 7;

/** Settings that an operator may have made for the whole server; our sessions override them. */
const SERVERS_OWN = [
  "DateStyle = 'SQL, DMY'",
  "TimeZone = 'Asia/Kathmandu'",
  "bytea_output = 'escape'",
  'standard_conforming_strings = off',
  "default_transaction_isolation = 'serializable'",
];

let simulator: Simulator;
let tap: WireTap;
let service: Service;
let databaseUrl: string;
let idle: Set<string>;
beforeAll(async () => {
  simulator = await Simulator.start();
  databaseUrl = await createDatabase();
  for (const setting of SERVERS_OWN) await setForAll(setting);
  tap = await new WireTap('postroom').before(databaseUrl);
  service = await Service.start({ env: { ...simulator.env, DATABASE_URL: tap.databaseUrl } });
  await simulator.announceTo(service);
  await eventually(() => {
    const isSeen = timesOf(/FOR UPDATE SKIP LOCKED/) > 10 && timesOf(/UPDATE suppression_mirror_runs/) > 0;
    return Promise.resolve(isSeen ? true : null);
  });
  // the first reconcile requests its share of the budget as a mail does
  idle = new Set(tap.roundTrips.map(({ sql }) => sql).filter((sql) => !sql.includes('request_budgets')));
});
afterAll(async () => {
  await service?.stop();
  tap?.remove();
  await simulator?.stop();
});

const setForAll = (setting: string) =>
  query(
    databaseUrl,
    `DO $do$ BEGIN EXECUTE format('ALTER DATABASE %I SET ', current_database()) || $set$${setting}$set$; END $do$`,
  );

const timesOf = (text: RegExp) => tap.roundTrips.filter(({ sql }) => text.test(sql)).length;

/** The round trips for a mail that the provider announces now. */
async function costOf(raw: string): Promise<string[]> {
  const from = tap.roundTrips.length;
  const { email_id } = await simulator.deliver(raw);
  await eventually(async () => {
    const filed = "SELECT FROM inbox_events WHERE email_id = $1 AND status = 'processed'";
    return (await query(databaseUrl, filed, [email_id])).length > 0 ? true : null;
  });
  // a COMMIT belongs to whoever had the connection before it
  const working = new Set<number>();
  return tap.roundTrips.slice(from).flatMap(({ connection, sql }) => {
    const isItsOwn = sql === 'COMMIT' ? working.has(connection) : !idle.has(sql);
    if (isItsOwn) working.add(connection);
    else working.delete(connection);
    return isItsOwn ? [sql.slice(0, 100)] : [];
  });
}

const cheapest = (costs: string[][]) => costs.sort((a, b) => a.length - b.length)[0];

it.each([
  ['opens', (n: number) => plainMail({ messageId: `first-${n}@customer.example`, subject: `Parcel ${n}` })],
  ['continues', (n: number) => plainMail({ headers: [`In-Reply-To: <first-${n}@customer.example>`] })],
])('a mail that %s a ticket costs no more round trips to the database than promised', async (_does, mail) => {
  const costs: string[][] = [];
  for (let n = 0; n < MAILS; n += 1) costs.push(await costOf(mail(n)));
  expect(cheapest(costs)).toHaveLength(PROMISED);
});

it('times look the same whatever the server is configured for', async () => {
  const { data } = await service.get('/v1/tickets?limit=1');
  expect(Math.abs(Date.parse(data[0].created_at) - Date.now())).toBeLessThan(60_000);
  const [{ sent_at, received_at }] = (await service.get(`/v1/tickets/${data[0].id}/messages`)).data;
  for (const time of [sent_at, received_at]) expect(time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
});

it('connections start with only those settings that every pooler accepts', () => {
  // https://www.pgbouncer.org/config.html#ignore_startup_parameters
  const known = ['user', 'database', 'application_name', 'client_encoding'];
  expect([...tap.toldAtFirst].sort()).toEqual(known.sort());
});
