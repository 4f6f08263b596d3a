import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bounce, sentMailEvent, tell } from './support/delivery-events.js';
import { Service } from './support/service.js';

/** One instant in all the ways that ISO 8601 allows. */
const SAME = [
  '2027-03-01T00:00:00.000Z',
  '2027-03-01T00:00:00Z',
  '2027-03-01T00:00Z',
  '2027-03-01T00:00:00,0Z',
  '2027-03-01T00:00:00',
  '2027-03-01 00:00',
  '2027-03-01T05:45+05:45',
  '2027-03-01T02:00+02',
  '2027-02-28T19:00:00-0500',
  '2027-03-01',
  '2027-03',
];
/** Invalid times; some are ISO 8601 but no instant that an answer could show. */
const NONE = [
  '2027-W10',
  '2027-060',
  '20270301',
  '2027-03-01T10',
  '2027-02-29',
  '9999-12-31T23:59-01:00',
  'soon',
];

let service: Service;
beforeAll(async () => {
  // a machine outside UTC: nothing may depend on its time zone
  service = await Service.start({ env: { TZ: 'Asia/Kathmandu' } });
});
afterAll(() => service?.stop());

const policyBody = async () => {
  const { rules, score, proof_of_life } = await service.get('/v1/suppression-policy');
  return { rules, score, proof_of_life };
};

describe('a time in a request', () => {
  it.each(SAME)('%s is the same instant in all its spellings', async (expires_at) => {
    const { body: key } = await service.call('POST', '/v1/api-keys', {
      body: { name: 'until spring', preset: 'reader', expires_at },
    });
    const { body: entry } = await service.call('POST', '/v1/suppressions', {
      body: { address: `kim-${SAME.indexOf(expires_at)}@out.example`, expires_at },
    });
    expect([key.expires_at, entry.expires_at]).toEqual([SAME[0], SAME[0]]);
  });

  it('limits a list exactly, whatever the time zone of the machine', async () => {
    const event = await tell(
      service,
      sentMailEvent('email.bounced', { data: bounce('Permanent', 'General') }),
    );
    const at = Date.parse(event.received_at);
    const local = (ms: number) => new Date(ms).toISOString().slice(0, -1);
    const found = async (query: string) => (await service.get(`/v1/events?${query}`)).data.length;
    expect(await found(`since=${local(at)}&until=${local(at + 1)}`)).toBe(1);
    expect(await found(`since=${local(at + 1)}`)).toBe(0);
  });

  it('is understood by every filter that takes one, and an invalid one is refused by all', async () => {
    const { paths } = await service.get('/openapi.json');
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- an OpenAPI document is JSON
    const filters = Object.entries<any>(paths).flatMap(([path, { get }]) =>
      (get?.parameters ?? [])
        .filter(({ name }: { name: string }) => /^(since|until|updated_since)$/.test(name))
        .map(({ name }: { name: string }) => `${path}?${name}=`),
    );
    const ofDays = filters.filter((filter) => /\/v1\/(stats|ledger)/.test(filter));
    const ofTimes = filters.filter((filter) => !ofDays.includes(filter));
    expect(ofTimes.length).toBeGreaterThan(8);
    for (const filter of ofTimes) {
      const answers = async (texts: string[]) =>
        Promise.all(texts.map(async (text) => [text, (await ask(filter, text)).status]));
      expect([filter, await answers(SAME)]).toEqual([filter, SAME.map((text) => [text, 200])]);
      expect([filter, await answers(NONE)]).toEqual([filter, NONE.map((text) => [text, 422])]);
    }
  });

  const ask = (filter: string, text: string) => service.call('GET', filter + encodeURIComponent(text));

  it.each([
    ['/v1/events/replay', 'since', () => Promise.resolve({ status: 'failed', dry_run: true })],
    ['/v1/events/replay', 'until', () => Promise.resolve({ status: 'failed', dry_run: true })],
    ['/v1/suppression-policy/dry-run', 'since', policyBody],
    ['/v1/suppression-policy/dry-run', 'until', policyBody],
    ['/v1/api-keys', 'expires_at', () => Promise.resolve({ name: 'x', preset: 'reader' })],
    ['/v1/suppressions', 'expires_at', () => Promise.resolve({ address: 'lee@out.example' })],
    ['/v1/ledger/reconcile', 'since', () => Promise.resolve({})],
  ])('in the body of %s as %s is refused by name if it is invalid', async (path, member, rest) => {
    for (const text of NONE) {
      const body = { ...(await rest()), [member]: text };
      const { status, body: problem } = await service.call('POST', path, { body });
      expect([text, status, problem.errors]).toEqual([
        text,
        422,
        [{ pointer: `#/${member}`, detail: `${member} must be a time such as 2026-11-21T12:00:00Z` }],
      ]);
    }
  });
});
