import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { WaitingRoom } from './waiting-room.js';

let room: WaitingRoom;
let url: string;
beforeEach(async () => {
  room = new WaitingRoom(0, '127.0.0.1', 'It is not there.');
  url = `http://127.0.0.1:${await room.open()}`;
});
afterEach(() => room.leave());

describe('the waiting room', () => {
  it('answers like every other refusal, until it is closed', async () => {
    const answer = await fetch(`${url}/webhooks/resend?x=1`, { method: 'POST', body: '{}' });
    expect(answer.status).toBe(503);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/problem+json; charset=utf-8',
      'retry-after': '5',
      'cache-control': 'no-store',
    });
    expect(await answer.json()).toEqual({
      type: '/problems/database-unavailable',
      title: 'The database is not available',
      status: 503,
      detail: 'The service waits for its database. Nothing was stored.',
      instance: '/webhooks/resend',
      request_id: answer.headers.get('x-request-id'),
    });
    await room.leave();
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  });

  it('says that the process is alive, and why it is not ready', async () => {
    const live = await fetch(`${url}/health/live`);
    expect([live.status, await live.json()]).toEqual([200, { status: 'ok' }]);
    const ready = await fetch(`${url}/health/ready?verbose`);
    expect([ready.status, await ready.json()]).toEqual([
      503,
      {
        status: 'unavailable',
        checks: { database: { ok: false, detail: 'It is not there.' } },
        alarms: [],
      },
    ]);
  });

  it('is refused a port that is taken, and then need not be closed', async () => {
    const other = new WaitingRoom(Number(new URL(url).port), '127.0.0.1');
    await expect(other.open()).rejects.toThrow('EADDRINUSE');
    await other.leave();
  });
});
