import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from './support/eventually.js';
import { Service } from './support/service.js';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const ONE_CLICK = 'List-Unsubscribe=One-Click';

let service: Service;
beforeAll(async () => {
  service = await Service.start({
    env: { PUBLIC_URL: 'https://post.shop.example/', API_REFUSALS_PER_MINUTE: '20' },
  });
});
afterAll(() => service?.stop());

async function linkOf(address: string, scope?: string) {
  const body = { addresses: [address], ...(scope !== undefined && { scope }) };
  const answer = await service.call('POST', '/v1/suppressions/unsubscribe-links', { body });
  expect(answer.status).toBe(200);
  return answer.body.data[0];
}
const pathOf = async (address: string, scope?: string) =>
  new URL((await linkOf(address, scope)).url).pathname;
const click = (path: string, raw = ONE_CLICK, headers: Record<string, string> = FORM) =>
  service.call('POST', path, { raw, headers, key: null });
const entry = (address: string, scope = 'all') =>
  service.call('GET', `/v1/suppressions/${address}?scope=${scope}`);

describe('an unsubscribe link', () => {
  it('comes with the header lines of RFC 8058, at the public address', async () => {
    const link = await linkOf('Ann@Shop.example');
    expect(link).toEqual({
      address: 'Ann@Shop.example',
      url: expect.stringMatching(/^https:\/\/post\.shop\.example\/unsubscribe\/[\w-]+\.[\w-]{22}$/),
      headers: { 'List-Unsubscribe': `<${link.url}>`, 'List-Unsubscribe-Post': ONE_CLICK },
    });
  });

  it('unsubscribes the recipient from one stream with one click, even if that is sent again', async () => {
    const path = await pathOf('bo@shop.example', 'stream:news');
    const { status, headers, bytes } = await click(path);
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(bytes.toString()).toContain('You are unsubscribed');
    await click(path);
    expect((await entry('bo@shop.example', 'stream:news')).body).toMatchObject({
      reason: 'manual',
      origin: { source: 'one_click' },
      evidence: [{ kind: 'unsubscribe', effect: 'suppresses', policy_version: 1 }],
    });
    expect((await entry('bo@shop.example')).status).toBe(404);
  });

  it('counts again after the address was released', async () => {
    const path = await pathOf('back@shop.example');
    await click(path);
    await service.call('DELETE', '/v1/suppressions/back@shop.example');
    expect((await entry('back@shop.example')).status).toBe(404);
    await click(path);
    expect((await entry('back@shop.example')).body.evidence).toHaveLength(2);
  });

  describe('under a policy', () => {
    const judging = async (action: string, expires_after_days: number | null) => {
      const { rules, score, proof_of_life } = await service.get('/v1/suppression-policy');
      const changed = (rules as { kind: string }[]).map((rule) =>
        rule.kind === 'unsubscribe' ? { ...rule, action, expires_after_days } : rule,
      );
      const body = { rules: changed, score, proof_of_life };
      expect((await service.call('PUT', '/v1/suppression-policy', { body })).status).toBe(200);
    };
    /** Makes everything so far an hour older. */
    const anHourLater = async () => {
      const earlier = (...columns: string[]) =>
        columns.map((column) => `${column} = ${column} - interval '1 hour'`).join(', ');
      await service.sql(`UPDATE suppression_evidence SET ${earlier('occurred_at')}`);
      await service.sql(`UPDATE suppressions SET ${earlier('created_at', 'expires_at', 'refold_at')}`);
    };
    const clicked = async (path: string) => (await click(path)).bytes.toString();
    afterEach(() => judging('suppress', null));

    it('that lets the suppression expire says when, and counts a later click again', async () => {
      await judging('suppress', 0.04);
      const path = await pathOf('later@shop.example');
      const page = await clicked(path);
      const { expires_at } = (await entry('later@shop.example')).body;
      expect(page).toContain(`until ${expires_at.slice(0, 10)}`);
      await anHourLater();
      await eventually(async () => ((await entry('later@shop.example')).status === 404 ? true : null));
      for (let time = 0; time < 2; time++) expect(await clicked(path)).toContain('You are unsubscribed');
      expect((await entry('later@shop.example')).body.evidence).toMatchObject([
        { effect: 'expired' },
        { effect: 'suppresses' },
      ]);
    });

    it('that only records the click promises nothing, and counts a click under the next policy', async () => {
      await judging('record', null);
      const path = await pathOf('noted@shop.example');
      for (let time = 0; time < 2; time++) {
        const page = await clicked(path);
        expect(page).toContain('noted');
        expect(page).not.toContain('unsubscribed');
        expect(page).not.toContain('No more mail');
      }
      const known = await service.get('/v1/suppressions/noted@shop.example/evidence');
      expect(known).toMatchObject({ suppressed: false, evidence: [{ effect: 'recorded' }] });
      await judging('suppress', null);
      expect(await clicked(path)).toContain('You are unsubscribed');
      expect((await entry('noted@shop.example')).body.reason).toBe('manual');
    });
  });

  it('is accepted as a multipart form too', async () => {
    const part =
      '--x\r\ncontent-disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n';
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    expect((await click(await pathOf('multi@shop.example'), part, headers)).status).toBe(200);
    expect((await entry('multi@shop.example')).status).toBe(200);
  });

  it('changes nothing when it is only opened, or posted without the field', async () => {
    const path = await pathOf('looked@shop.example');
    const page = await service.call('GET', path, { key: null });
    expect([page.status, page.bytes.toString()]).toEqual([
      200,
      expect.stringContaining('<form method="post">'),
    ]);
    await service.call('HEAD', path, { key: null });
    const empty = await click(path, 'x=y');
    expect([empty.status, empty.body.type]).toEqual([400, '/problems/not-one-click']);
    expect((await entry('looked@shop.example')).status).toBe(404);
  });

  it('is made for addresses only', async () => {
    const body = { addresses: ['kim@shop.example', 'nobody'] };
    const answer = await service.call('POST', '/v1/suppressions/unsubscribe-links', { body });
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([422, '#/addresses/1']);
  });

  it('that is forged is refused, suppresses nobody, and cannot be guessed for long', async () => {
    const [other] = (await pathOf('victim@shop.example')).split('.');
    const [, tag] = (await pathOf('forger@shop.example')).split('.');
    const statuses: number[] = [];
    for (const path of [
      `${other}.${tag}`,
      `${other}.`,
      '/unsubscribe/x',
      ...Array<string>(20).fill(`${other}.${tag}`),
    ])
      statuses.push((await click(path)).status);
    expect(statuses.slice(0, 3)).toEqual([404, 404, 404]);
    expect(statuses.at(-1)).toBe(429);
    expect((await service.call('GET', '/v1/suppressions/victim@shop.example/evidence')).status).toBe(404);
  });
});
