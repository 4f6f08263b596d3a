import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** An answer as it came over the wire. */
export interface Said {
  status: number;
  /** By lower-case name. */
  headers: Record<string, string>;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests speak JSON
  body: any;
}

/** A connection to a service, over which a test may say what no HTTP client would. */
export async function connectTo({ url }: { url: string }): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  return socket;
}

/** Says it over a connection of its own, and resolves with the first whole answer, whatever is still to be said. */
export async function say(service: { url: string }, bytes: string | Buffer): Promise<Said> {
  const socket = await connectTo(service);
  try {
    const answer = firstAnswer(socket);
    socket.write(bytes);
    return await answer;
  } finally {
    socket.destroy();
  }
}

function firstAnswer(socket: Socket): Promise<Said> {
  return new Promise((resolve, reject) => {
    let text = '';
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      text += chunk;
      const answer = read(text);
      if (answer !== null) resolve(answer);
    });
    socket.once('error', reject);
    socket.once('close', () => reject(new Error(`the connection ended after: ${text}`)));
  });
}

/** Null while something is missing. Every answer of ours tells its length. */
function read(text: string): Said | null {
  const end = text.indexOf('\r\n\r\n');
  if (end === -1) return null;
  const [statusLine, ...lines] = text.slice(0, end).split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  const body = text.slice(end + 4);
  if (body.length < Number(headers['content-length'])) return null;
  return { status: Number(statusLine!.split(' ')[1]), headers, body: JSON.parse(body) };
}
