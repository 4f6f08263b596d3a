import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Service } from './support/service.js';

const CSV = { 'content-type': 'text/csv' };

let service: Service;
beforeAll(async () => {
  service = await Service.start();
});
afterAll(() => service?.stop());

const send = async (raw: string, headers: Record<string, string> = CSV) =>
  service.call('POST', '/v1/suppressions/import', { raw, headers });
const exported = async (query = '') =>
  (await service.call('GET', `/v1/suppressions/export${query}`)).bytes.toString();
const memoryMib = () =>
  Number(execFileSync('ps', ['-o', 'rss=', '-p', String(service.program.child.pid)]).toString()) / 1024;

describe('POST /v1/suppressions/import', () => {
  it('puts the addresses of good rows on the list with their reasons, and names bad rows by line', async () => {
    const { status, body } = await send(
      [
        'email,reason,created_at,note',
        'one@csv.example,bounce,2026-01-02T03:04:05Z,',
        'nobody,,,',
        '"two@csv.example",complaint,2026-02-01,"said ""no"", twice"',
        'three@csv.example,sometimes,,',
        'one@csv.example,bounce,2026-01-02T03:04:05Z,again',
        '',
      ].join('\r\n'),
    );
    expect(status).toBe(200);
    expect(body).toEqual({
      object: 'suppression_import',
      rows: 5,
      recorded: 2,
      unchanged: 1,
      changed: 2,
      failed: 2,
      errors: [
        { line: 3, detail: 'address is no e-mail address' },
        { line: 5, detail: 'reason must be complaint, manual, bounce, provider or empty' },
      ],
    });
    expect(await service.get('/v1/suppressions/two@csv.example')).toMatchObject({
      reason: 'complaint',
      locked: true,
      created_at: '2026-02-01T00:00:00.000Z',
      evidence: [{ source: 'import', note: 'said "no", twice' }],
    });
  });

  it('changes nothing the second time, even if an address was released in between', async () => {
    const file = 'address\nsame@csv.example\nother@csv.example\n';
    expect((await send(file)).body).toMatchObject({ rows: 2, recorded: 2, unchanged: 0, changed: 2 });
    await service.call('DELETE', '/v1/suppressions/same@csv.example');
    expect((await send(file)).body).toMatchObject({ rows: 2, recorded: 0, unchanged: 2, changed: 0 });
    expect((await service.call('GET', '/v1/suppressions/same@csv.example')).status).toBe(404);
  });

  it('adds to earlier evidence: the strongest reason decides', async () => {
    await send('address,reason\nboth@csv.example,bounce\n');
    expect((await send('address,reason\nboth@csv.example,complaint\n')).body).toMatchObject({ changed: 1 });
    const { reason, evidence } = await service.get('/v1/suppressions/both@csv.example');
    expect([reason, evidence.length]).toEqual(['complaint', 2]);
  });

  it('accepts nothing but CSV, which is refused elsewhere', async () => {
    expect((await send('{}', { 'content-type': 'application/json' })).status).toBe(415);
    const elsewhere = await service.call('POST', '/v1/suppressions', { raw: 'a', headers: CSV });
    expect(elsewhere.status).toBe(415);
  });

  it('restores an export unchanged', async () => {
    await service.call('POST', '/v1/suppressions', {
      body: { address: 'scoped@csv.example', scope: 'stream:news', note: 'a "quoted", note' },
    });
    const file = await exported();
    expect(file.split('\r\n')[0]).toMatch(/^address,scope,reason,created_at,expires_at,note,/);
    const other = await Service.start();
    try {
      const answer = await other.call('POST', '/v1/suppressions/import', { raw: file, headers: CSV });
      expect(answer.body).toMatchObject({ failed: 0, errors: [] });
      const back = (await other.call('GET', '/v1/suppressions/export')).bytes.toString();
      const told = (text: string) => text.split('\r\n').map((line) => line.split(',').slice(0, 4));
      expect(told(back)).toEqual(told(file));
    } finally {
      await other.stop();
    }
  });

  it('has a counterpart, the export, that can be limited to one scope', async () => {
    const lines = (await exported('?scope=stream:news')).trim().split('\r\n').slice(1);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^scoped@csv\.example,stream:news,manual,/);
  });

  it('has a counterpart, the export, that is a download unless it is refused', async () => {
    const disposition = async (query: string) => {
      const { status, headers } = await service.call('GET', `/v1/suppressions/export${query}`);
      return [status, headers.get('content-disposition')];
    };
    expect(await disposition('')).toEqual([200, 'attachment; filename="suppressions.csv"']);
    expect(await disposition('?scope=nowhere')).toEqual([422, null]);
  });

  it('needs little memory for 40,000 rows, and records each', async () => {
    const rows = Array.from({ length: 40_000 }, (_, n) => `many-${n}@volume.example,bounce`);
    let peak = 0;
    const before = memoryMib();
    const watch = setInterval(() => (peak = Math.max(peak, memoryMib())), 100);
    const { body } = await send(`address,reason\n${rows.join('\n')}`);
    clearInterval(watch);
    expect(body).toMatchObject({ rows: 40_000, recorded: 40_000, failed: 0 });
    expect(peak - before).toBeLessThan(200);
    expect((await exported()).split('\r\n').length).toBeGreaterThan(40_000);
  });
});
