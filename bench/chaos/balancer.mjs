import { connect, createServer } from 'node:net';

/**
 * The simplest load balancer: each connection goes to the next address that accepts it. If its server dies, the
 * connection is cut, as it would be in production.
 */
export async function startBalancer(ports) {
  let turn = 0;
  const server = createServer((client) => {
    client.on('error', () => client.destroy());
    forward(client, ports.length);
  });
  const forward = (client, tries) => {
    if (tries === 0) return client.destroy();
    const upstream = connect(ports[(turn += 1) % ports.length], '127.0.0.1');
    let isConnected = false;
    upstream.on('error', () => (isConnected ? client.destroy() : forward(client, tries - 1)));
    upstream.on('connect', () => {
      isConnected = true;
      upstream.on('close', () => client.destroy());
      client.on('close', () => upstream.destroy());
      client.pipe(upstream).pipe(client);
    });
  };
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() };
}
