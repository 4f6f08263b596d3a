import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually } from './support/eventually.js';
import { isSomebodyHeldUp } from './support/held-up.js';
import { plainMail } from './support/mails.js';
import { Service } from './support/service.js';
import { TriggerGate } from './support/trigger-gate.js';

let service: Service;
/** Stops an erasure that has emptied the messages of a ticket, before it changes the ticket's row. */
let beforeTicket: TriggerGate;
const gates: TriggerGate[] = [];

beforeAll(async () => {
  service = await Service.start();
  const erased = `BEFORE UPDATE ON tickets FOR EACH ROW WHEN (NEW.subject = '(erased)')`;
  beforeTicket = await TriggerGate.at(service, 1, erased);
  gates.push(beforeTicket);
});
afterAll(async () => {
  for (const gate of gates) await gate.end();
  await service?.stop();
});

const open = async (from: string, subject: string) =>
  (await service.handIn(plainMail({ from, subject }))).outcome.ticket_id as string;

async function erase(address: string): Promise<string> {
  const { data } = await service.get(`/v1/contacts?address=${address}`);
  await service.call('DELETE', `/v1/contacts/${data[0].id}`);
  return data[0].id as string;
}

const isGone = (contactId: string) =>
  eventually(async () =>
    (await service.call('GET', `/v1/contacts/${contactId}`)).status === 404 ? true : null,
  );

/** Stops the search words of a ticket before they are written. */
async function wordsOf(ticketId: string): Promise<TriggerGate> {
  const point = `BEFORE INSERT ON search_documents FOR EACH ROW WHEN (NEW.ticket_id = '${ticketId}')`;
  const gate = await TriggerGate.at(service, gates.length + 1, point);
  gates.push(gate);
  return gate;
}

/** Waits until two have come to the words of one ticket: both wait at the gate, or one for the other. */
const bothAreThere = (gate: TriggerGate) =>
  eventually(async () => ((await gate.isReached(2)) || (await isSomebodyHeldUp(service)) ? true : null));

const found = async (q: string) => (await service.get(`/v1/tickets?q=${q}`)).data.length as number;

it('words of an erased person are not found, even if the ticket that shows them is renamed meanwhile', async () => {
  const theirs = await open('leaver@erased.example', 'Zirconium lamp');
  const ours = await open('stays@customer.example', 'Another lamp');
  await service.call('POST', `/v1/tickets/${theirs}/merge`, { body: { into_ticket_id: ours } });
  expect(await found('zirconium')).toBe(1);
  await beforeTicket.shut();
  const contactId = await erase('leaver@erased.example');
  await beforeTicket.reached();
  const words = await wordsOf(ours);
  await words.shut();
  const renamed = service.call('PATCH', `/v1/tickets/${ours}`, { body: { subject: 'Lamps' } });
  await words.reached();
  await beforeTicket.open();
  await bothAreThere(words);
  await words.open();
  expect((await renamed).status).toBe(200);
  await isGone(contactId);
  expect([await found('zirconium'), await found('lamps')]).toEqual([0, 1]);
});

it('an erasure and a merge of the same tickets do not deadlock', async () => {
  const [first, second] = [
    await open('twice@erased.example', 'One'),
    await open('twice@erased.example', 'Two'),
  ];
  const words = await wordsOf(first);
  await words.shut();
  const contactId = await erase('twice@erased.example');
  await words.reached();
  const merged = service.call('POST', `/v1/tickets/${second}/merge`, { body: { into_ticket_id: first } });
  await bothAreThere(words);
  await words.open();
  expect((await merged).status).toBe(200);
  await isGone(contactId);
  expect(service.program.lines.filter((line) => line.includes('deadlock'))).toEqual([]);
});
