import { connect } from 'node:net';
import { signatureHeaders } from './signed-webhooks.mjs';

/** A webhook as the bytes of a whole HTTP request, so that signing costs nothing once the clock runs. */
export function signedRequest({ port, secret, body }) {
  return Buffer.from(
    [
      'POST /webhooks/resend HTTP/1.1',
      `host: 127.0.0.1:${port}`,
      'content-type: application/json',
      `content-length: ${Buffer.byteLength(body)}`,
      ...Object.entries(signatureHeaders({ secret, body })).map((header) => header.join(': ')),
      '',
      body,
    ].join('\r\n'),
  );
}

/**
 * Sends one request after the other over its own connection.
 *
 * @param next returns the next request, or null if there are no more
 * @param seen called with the status of each answer, such as `200`, and its time, ms
 */
export function sendInTurn(port, next, seen) {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1').setNoDelay(true);
    let sentAt = 0;
    let received = '';
    const send = () => {
      const request = next();
      if (request === null) return socket.end();
      sentAt = performance.now();
      socket.write(request);
    };
    socket.setEncoding('latin1');
    socket.on('connect', send).on('close', resolve).on('error', reject);
    socket.on('data', (chunk) => {
      received += chunk;
      const status = wholeAnswer(received);
      if (status === null) return;
      received = '';
      seen(status, performance.now() - sentAt);
      send();
    });
  });
}

/** Status of the answer; null until all of it has arrived. */
function wholeAnswer(text) {
  const head = text.indexOf('\r\n\r\n');
  if (head < 0) return null;
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1] ?? 0);
  return text.length >= head + 4 + length ? text.slice(9, 12) : null;
}
