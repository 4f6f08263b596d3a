/** Reads a request and answers 200, nothing else: measures the load generator. */
import { createServer } from 'node:http';

const BODY = JSON.stringify({ received: true });

const server = createServer((request, response) => {
  request.resume().on('end', () => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': BODY.length }).end(BODY);
  });
});
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
