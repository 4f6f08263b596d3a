import { expect, it } from '@jest/globals';
import { openWaitingRoom } from './waiting-room.js';

it('answers as every other refusal is answered, until it is left', async () => {
  const leaveOne = await openWaitingRoom(0, '127.0.0.1');
  const port = await leaveOne();
  const leave = await openWaitingRoom(port, '127.0.0.1');
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/webhooks/resend?x=1`, {
      method: 'POST',
      body: '{}',
    });
    expect(answer.status).toBe(503);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/problem+json; charset=utf-8',
      'retry-after': '5',
      'cache-control': 'no-store',
    });
    expect(await answer.json()).toEqual({
      type: '/problems/database-unavailable',
      title: 'The database cannot be reached',
      status: 503,
      detail: 'The service waits for its database. Nothing was stored.',
      instance: '/webhooks/resend',
      request_id: answer.headers.get('x-request-id'),
    });
  } finally {
    await leave();
  }
});
