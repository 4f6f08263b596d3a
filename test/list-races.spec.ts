import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { plainMail } from './support/mails.js';
import { Service } from './support/service.js';
import { TableGate } from './support/table-gate.js';

let service: Service;
beforeAll(async () => {
  service = await Service.start();
});
afterAll(() => service?.stop());

/** Reads a list while somebody changes its data, between reading the rows and what belongs to them. */
async function readWhile(list: string, table: string, ...changes: string[]) {
  const gate = await TableGate.shut(service, table);
  const answer = service.call('GET', list);
  await gate.reached();
  await gate.passAndOpen(...changes);
  return answer;
}

it('the suppression list is read completely while somebody on it is erased', async () => {
  for (const name of ['ann', 'bo', 'cy'])
    await service.call('POST', '/v1/suppressions', { body: { address: `${name}@x.example` } });
  const { status, body } = await readWhile(
    '/v1/suppressions?limit=2',
    'suppression_evidence',
    "DELETE FROM suppression_evidence WHERE address = 'cy@x.example'",
    "DELETE FROM suppressions WHERE address = 'cy@x.example'",
  );
  expect([status, body.has_more]).toEqual([200, true]);
  expect(body.data.map(({ address }: { address: string }) => address)).toEqual([
    'cy@x.example',
    'bo@x.example',
  ]);
});

it('every contact in the list has an address while two of them are merged', async () => {
  for (const from of ['one@y.example', 'two@y.example']) await service.handIn(plainMail({ from }));
  const { data } = await service.get('/v1/contacts');
  const [into, from] = data as { id: string }[];
  const { body } = await readWhile(
    '/v1/contacts',
    'contact_addresses',
    `UPDATE contact_addresses SET contact_id = '${into!.id}', is_primary = false WHERE contact_id = '${from!.id}'`,
    `UPDATE tickets SET requester_id = '${into!.id}' WHERE requester_id = '${from!.id}'`,
    `DELETE FROM contacts WHERE id = '${from!.id}'`,
  );
  const addresses = body.data.map(({ address }: { address: string }) => address);
  expect(addresses).toEqual(['two@y.example', 'one@y.example']);
});
