import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeMailbox } from './support/mailboxes.js';
import { Service } from './support/service.js';
import { TableGate } from './support/table-gate.js';

/** The pool size of one process (`database.module.ts`). */
const CONNECTIONS = 16;

let service: Service;

beforeAll(async () => {
  service = await Service.start();
});
afterAll(() => service?.stop());

async function newTicket(mailbox_id: string, n: number): Promise<string> {
  const requester = { address: `customer-${n}@customer.example` };
  const { body } = await service.call('POST', '/v1/tickets', {
    body: { mailbox_id, requester, subject: `Question ${n}`, text: 'Where is it?' },
  });
  return body.id;
}

describe('when requests hold all connections', () => {
  it('replies are written, because none needs a second connection', async () => {
    const mailbox = await makeMailbox(service, { name: 'Support', address: 'support@desk.example' });
    const tickets = [];
    for (let n = 0; n < CONNECTIONS + 8; n += 1) tickets.push(await newTicket(mailbox, n));
    const gate = await TableGate.shut(service, 'tickets');
    const answers = tickets.map((id) =>
      service.call('POST', `/v1/tickets/${id}/replies`, { body: { text: 'It is on its way.' } }),
    );
    await gate.reached(CONNECTIONS);
    await gate.open();
    const statuses = (await Promise.all(answers)).map(({ status }) => status);
    expect(statuses).toEqual(tickets.map(() => 201));
  });
});
