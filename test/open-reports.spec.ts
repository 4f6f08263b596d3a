import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { bounceMail } from './support/bounce-mail.js';
import { createMigratedDatabase } from './support/databases.js';
import { sentMailEvent, tell } from './support/delivery-events.js';
import { Service } from './support/service.js';
import { WireTap } from './support/wire-tap.js';

const CLAIMS = 50;

let tap: WireTap;
let service: Service;
beforeAll(async () => {
  tap = await new WireTap('postroom').before(await createMigratedDatabase());
  service = await Service.start({ env: { DATABASE_URL: tap.databaseUrl } });
});
afterAll(async () => {
  await service?.stop();
  tap?.remove();
});

/** What the recipient of a mail may claim about other addresses. */
function falseReports(originalMessageId: string): string {
  const mail = bounceMail({ recipient: 'n0@victim.example', originalMessageId });
  const one = /Final-Recipient: .*\r\nAction: .*\r\nStatus: .*\r\nDiagnostic-Code: .*\r\n/.exec(mail)![0];
  const all = Array.from({ length: CLAIMS }, (_, n) => one.replace('n0@', `n${n}@`)).join('\r\n');
  return mail.replace(one, all);
}

const looks = () =>
  tap.roundTrips.filter(({ sql }) => /FROM delivery_events WHERE message_id/.test(sql)).length;

it('unproven reports cost a later event of their mail one lookup, however many there are', async () => {
  const mail = { message_id: 'one@ses.example', to: ['reader@mail.example'] };
  await tell(service, sentMailEvent('email.sent', mail));
  const before = looks();
  const { outcome } = await service.handIn(falseReports(mail.message_id));
  const { reports } = await service.get(`/v1/messages/${outcome.message_id}`);
  expect(reports).toHaveLength(CLAIMS);
  expect(looks() - before).toBe(1);
  await tell(service, sentMailEvent('email.delivered', mail));
  expect(looks() - before).toBe(2);
});
