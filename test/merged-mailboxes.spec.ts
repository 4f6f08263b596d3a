import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeMailbox } from './support/mailboxes.js';
import { plainMail } from './support/mails.js';
import { Service } from './support/service.js';

const SUPPORT = 'support@desk.example';
const SALES = 'sales@desk.example';

let service: Service;
let support: string;
let sales: string;
beforeAll(async () => {
  service = await Service.start();
  support = await makeMailbox(service, { name: 'Support', address: SUPPORT });
  sales = await makeMailbox(service, { name: 'Sales', address: SALES });
});
afterAll(() => service?.stop());

const opened = async (to: string, messageId?: string): Promise<string> =>
  (await service.handIn(plainMail({ to, messageId }))).outcome.ticket_id;

async function merge(from: string, into: string): Promise<void> {
  const merged = await service.call('POST', `/v1/tickets/${from}/merge`, { body: { into_ticket_id: into } });
  expect(merged.status).toBe(200);
}

async function unmerge(id: string): Promise<void> {
  expect((await service.call('POST', `/v1/tickets/${id}/unmerge`)).status).toBe(200);
}

const mailboxesOf = async (id: string): Promise<string[]> =>
  (await service.get(`/v1/tickets/${id}`)).mailbox_ids;

const isListed = async (id: string, mailbox: string): Promise<boolean> =>
  (await service.get(`/v1/tickets?mailbox_id=${mailbox}&limit=100`)).data.some(
    (ticket: { id: string }) => ticket.id === id,
  );

describe('unmerging removes the mailboxes', () => {
  it('that the merge added', async () => {
    const [one, other] = [await opened(SUPPORT), await opened(SALES)];
    await merge(other, one);
    expect(await mailboxesOf(one)).toEqual([support, sales]);
    expect(await isListed(one, sales)).toBe(true);
    await unmerge(other);
    expect(await mailboxesOf(one)).toEqual([support]);
    expect(await isListed(one, sales)).toBe(false);
    expect(await isListed(other, sales)).toBe(true);
  });

  it('only when no other merged ticket belongs to them', async () => {
    const [one, first, second] = [await opened(SUPPORT), await opened(SALES), await opened(SALES)];
    await merge(first, one);
    await merge(second, one);
    await unmerge(first);
    expect(await mailboxesOf(one)).toEqual([support, sales]);
    await unmerge(second);
    expect(await mailboxesOf(one)).toEqual([support]);
  });

  it('from every ticket up to the one that shows the messages', async () => {
    const [top, middle, low] = [await opened(SUPPORT), await opened(SUPPORT), await opened(SALES)];
    await merge(low, middle);
    await merge(middle, top);
    expect(await mailboxesOf(top)).toEqual([support, sales]);
    await unmerge(low);
    expect(await mailboxesOf(middle)).toEqual([support]);
    expect(await mailboxesOf(top)).toEqual([support]);
  });

  it('but not those that mail, a move or its past gave the ticket', async () => {
    const messageId = 'mailed-to-both@customer.example';
    const [mailed, moved] = [await opened(SUPPORT, messageId), await opened(SUPPORT)];
    const before = await opened(`${SUPPORT}, ${SALES}`);
    const others = [await opened(SALES), await opened(SALES), await opened(SALES)];
    for (const [index, into] of [mailed, moved, before].entries()) await merge(others[index]!, into);
    const headers = [`In-Reply-To: <${messageId}>`];
    const further = await service.handIn(plainMail({ to: `${SUPPORT}, ${SALES}`, headers }));
    expect(further.outcome).toMatchObject({ ticket_id: mailed });
    const body = { mailbox_id: sales };
    expect((await service.call('PATCH', `/v1/tickets/${moved}`, { body })).status).toBe(200);
    for (const other of others) await unmerge(other);
    for (const kept of [mailed, moved, before]) {
      expect((await mailboxesOf(kept)).sort()).toEqual([support, sales].sort());
    }
  });
});
