import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { plainMail } from './support/mails.js';
import { Service } from './support/service.js';

/** More tickets than filing reads for what a mail mentions. */
const READERS = 120;
/** Number of people who answer at the same time. */
const AT_ONCE = 20;
const NEWSLETTER = 'newsletter-of-november@desk.example';

let service: Service;
beforeAll(async () => {
  service = await Service.start();
});
afterAll(() => service?.stop());

const fromReader = (n: number, subject: string) =>
  plainMail({
    from: `reader-${n}@customer.example`,
    subject,
    headers: [`In-Reply-To: <${NEWSLETTER}>`],
  });

it('a sender who answers a newsletter again finds their own ticket among those of all who answered it', async () => {
  const ticketOf = async (n: number, subject: string): Promise<string> =>
    (await service.handIn(fromReader(n, subject))).outcome.ticket_id;
  const first = await ticketOf(0, 'About the newsletter');
  let last = first;
  for (let n = 1; n <= READERS; n += AT_ONCE) {
    const others = Array.from({ length: AT_ONCE }, (_, i) => ticketOf(n + i, `Question ${n + i}`));
    last = (await Promise.all(others)).at(-1)!;
  }
  expect(await ticketOf(0, 'Re: About the newsletter')).toBe(first);
  expect(await ticketOf(READERS, 'Re: the last question')).toBe(last);
}, 120_000);
