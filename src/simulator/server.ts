import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CONTROL_ROUTES } from './control/routes.js';
import { type Answer, type ApiRequest, readBody, writeAnswer } from './http.js';
import { answerDownload, asAnswer, type FacedAnswer, RestFace } from './rest/face.js';
import { findRoute } from './router.js';
import { World } from './world.js';

/** Never another address: the simulator's keys are public. */
const HOST = '127.0.0.1';

/** A running simulator. */
export interface Simulator {
  url: string;
  world: World;
  /** Stops listening and forgets what is planned; resolves when every connection is closed. */
  close(): Promise<void>;
}

/**
 * Starts a simulator on the loopback address.
 *
 * @param port 0 for any free one
 * @param options.live retries also happen by real time, not only when the clock is advanced
 */
export async function startSimulator(
  port = 0,
  options: { seed?: number; live?: boolean } = {},
): Promise<Simulator> {
  const world = new World(options.seed);
  world.agenda.live = options.live ?? false;
  const rest = new RestFace(world);
  const server = createServer((request, response) => void serve(request, response, world, rest));
  await listen(server, port);
  world.baseUrl = `http://${HOST}:${(server.address() as AddressInfo).port}`;
  return { url: world.baseUrl, world, close: () => close(server, world) };
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  world: World,
  rest: RestFace,
): Promise<void> {
  try {
    const { answer, headers } = await dispatch(await readRequest(request), world, rest);
    answer.sent?.();
    await writeAnswer(response, answer, headers);
  } catch (error) {
    process.stderr.write(`simulator: ${error instanceof Error ? error.stack : String(error)}\n`);
    if (response.headersSent) response.destroy();
    else await writeAnswer(response, { status: 500, json: { statusCode: 500, name: 'simulator_bug' } });
  }
}

async function dispatch(request: ApiRequest, world: World, rest: RestFace): Promise<FacedAnswer> {
  if (request.path.startsWith('/_sim/')) return { answer: await control(request, world), headers: {} };
  if (request.path.startsWith('/_cdn/')) return { answer: await answerDownload(request, world), headers: {} };
  return rest.answer(request);
}

function control(request: ApiRequest, world: World): Promise<Answer> {
  return asAnswer(() => {
    const { route, params } = findRoute(CONTROL_ROUTES, request.method, request.path);
    return route.handle({ ...request, params }, world);
  });
}

async function readRequest(request: IncomingMessage): Promise<ApiRequest> {
  const url = new URL(request.url ?? '/', `http://${HOST}`);
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    params: {},
    body: await readBody(request),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function close(server: Server, world: World): Promise<void> {
  world.agenda.clear();
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
