import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { plainMail } from '../support/mails.js';
import { Service } from '../support/service.js';

let service: Service;
beforeAll(async () => {
  service = await Service.start({ env: { METRICS: 'key' } });
});
afterAll(() => service?.stop());

const LAST_ANSWER = 'webhook_answers_total{source="unknown",status="404"}';

/** Value of a sample by its name and labels. */
async function samples(): Promise<Map<string, number>> {
  const { bytes } = await service.call('GET', '/metrics');
  const lines = bytes.toString().split('\n');
  return new Map(
    lines
      .filter((line) => line && !line.startsWith('#'))
      .map((line) => {
        const end = line.lastIndexOf(' ');
        return [line.slice(0, end), Number(line.slice(end + 1))];
      }),
  );
}

describe('/metrics', () => {
  it('reports the age of the oldest mail, the backlog, processing times and answers to providers', async () => {
    await service.handIn(plainMail());
    await service.call('POST', '/webhooks/resend', { raw: '{}', key: null });
    await service.call('POST', '/webhooks/ann@example.com', { raw: '{}', key: null });
    // both are counted after the answer, or the commit, that the test has already seen
    const seen = await eventually(async () => {
      const read = await samples();
      const isAll = read.has('inbox_processing_seconds_count{kind="received"}') && read.has(LAST_ANSWER);
      return isAll && read.get('inbox_queue_backlog') === 0 ? read : null;
    });
    expect(seen.get('inbox_oldest_pending_seconds')).toBe(0);
    expect(seen.get('inbox_events{status="failed"}')).toBe(0);
    expect(seen.get('inbox_processing_seconds_count{kind="received"}')).toBe(1);
    expect(seen.get('webhook_answers_total{source="resend",status="401"}')).toBe(1);
    expect(seen.get(LAST_ANSWER)).toBe(1);
    expect(seen.get('process_resident_memory_bytes')).toBeGreaterThan(0);
  });

  it('needs a key that may read events if METRICS says so', async () => {
    const { body } = await service.call('POST', '/v1/api-keys', { body: { name: 'm', preset: 'mta' } });
    const refused = async (key: string | null) => {
      const { status, headers } = await service.call('GET', '/metrics', { key });
      return [status, headers.get('www-authenticate')];
    };
    expect(await refused(null)).toEqual([401, 'Bearer']);
    expect(await refused('pr_wrong')).toEqual([401, 'Bearer error="invalid_token"']);
    expect(await refused(body.key)).toEqual([403, 'Bearer error="insufficient_scope", scope="events:read"']);
  });

  it('can be turned off, as can /docs', async () => {
    const hidden = await Service.start({
      role: 'api',
      beside: service,
      env: { METRICS: 'off', DOCS: 'off' },
    });
    for (const path of ['/metrics', '/docs', '/openapi.json']) {
      expect([path, (await hidden.call('GET', path)).status]).toEqual([path, 404]);
    }
    await hidden.program.stop();
  });
});
