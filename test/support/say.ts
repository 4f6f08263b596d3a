import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** An answer as received. */
export interface Said {
  status: number;
  /** By lower-case name. */
  headers: Record<string, string>;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests speak JSON
  body: any;
}

/** A connection to a service over which a test can send what no HTTP client would. */
export async function connectTo({ url }: { url: string }): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  return socket;
}

/** Sends this over its own connection and resolves with the first whole answer, even if more is still to be sent. */
export async function say(service: { url: string }, bytes: string | Buffer): Promise<Said> {
  const socket = await connectTo(service);
  try {
    const heard = answersOver(socket);
    socket.write(bytes);
    return await heard();
  } finally {
    socket.destroy();
  }
}

/** Each call resolves with the next whole answer on the connection. */
export function answersOver(socket: Socket): () => Promise<Said> {
  let text = '';
  let look: () => void = () => undefined;
  let fail: (why: Error) => void = () => undefined;
  socket.setEncoding('latin1').on('data', (chunk: string) => {
    text += chunk;
    look();
  });
  socket.on('error', (error) => fail(error));
  socket.on('close', () => fail(new Error(`the connection ended after: ${text}`)));
  return () =>
    new Promise((resolve, reject) => {
      fail = reject;
      look = () => {
        const next = read(text);
        if (next === null) return;
        text = text.slice(next.length);
        look = () => undefined;
        resolve(next.answer);
      };
      look();
    });
}

/** Null while the answer is incomplete. Each of our answers states its length. */
function read(text: string): { answer: Said; length: number } | null {
  const end = text.indexOf('\r\n\r\n');
  if (end === -1) return null;
  const [statusLine, ...lines] = text.slice(0, end).split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  const length = end + 4 + Number(headers['content-length']);
  if (text.length < length) return null;
  const body: unknown = JSON.parse(text.slice(end + 4, length));
  return { answer: { status: Number(statusLine!.split(' ')[1]), headers, body }, length };
}
