import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from '@jest/globals';
import { requestJson } from './request-json.js';

it('requestJson tolerates a server that closes idle connections', async () => {
  const used = new Set<unknown>();
  const server = createServer((request, response) => {
    if (used.has(request.socket)) request.socket.destroy();
    used.add(request.socket);
    response.end('{}');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    for (let n = 0; n < 5; n += 1) expect(await requestJson('POST', url, '{}')).toEqual({});
  } finally {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  }
});
