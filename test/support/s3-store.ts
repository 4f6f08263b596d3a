import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { LONG_AGO } from './blobs.js';

const ACCESS_KEY = 'AKTESTSTORE';
const SECRET_KEY = 'secret-of-the-test-object-store';

const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest('hex');
const hmac = (key: Buffer | string, text: string) => createHmac('sha256', key).update(text).digest();

interface Answer {
  status: number;
  headers?: Record<string, string | number>;
  body?: Buffer | string;
}

const failure = (status: number, code: string): Answer => ({
  status,
  headers: { 'content-type': 'application/xml' },
  body: `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`,
});

const BUCKET = 'mail';

/** A small object store with one bucket, path style, that checks each signature (AWS Signature Version 4). */
export class S3Store {
  readonly objects = new Map<string, Buffer>();
  private readonly modified = new Map<string, Date>();
  /** Objects on one page of a list. */
  pageSize = 2;
  /** While set, every answer is 503. */
  isDown = false;
  /** Requests as `DELETE post/<sha256>`, in order of arrival; those held up have had no effect yet. */
  readonly came: string[] = [];
  private readonly held = new Map<string, Promise<void>>();
  private readonly port: number;

  private constructor(private readonly server: Server) {
    this.port = (server.address() as AddressInfo).port;
  }

  static async start(): Promise<S3Store> {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const store = new S3Store(server);
    server.on('request', (request, response) => void store.serve(request, response));
    return store;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  url(prefix: string): string {
    return `s3://${BUCKET}/${prefix}?endpoint=${this.endpoint}&region=eu-test-1&forcePathStyle=true`;
  }

  /** The environment variables of a client. */
  readonly credentials = { AWS_ACCESS_KEY_ID: ACCESS_KEY, AWS_SECRET_ACCESS_KEY: SECRET_KEY };

  /** Requests of this method have no effect until the returned function is called. */
  hold(method: string): () => void {
    let release = () => {};
    this.held.set(method, new Promise<void>((resolve) => (release = resolve)));
    return () => {
      this.held.delete(method);
      release();
    };
  }

  /** Makes all present objects look as if they were put long ago. */
  age(): void {
    for (const key of this.objects.keys()) this.modified.set(key, LONG_AGO);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  /** Listens again on the same port. */
  async resume(): Promise<void> {
    await new Promise<void>((done) => this.server.listen(this.port, '127.0.0.1', done));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    this.came.push(`${request.method} ${keyOf(new URL(request.url!, this.endpoint))}`);
    await this.held.get(request.method!);
    const { status, headers = {}, body: answer = '' } = this.answer(request, body);
    response.writeHead(status, { 'content-length': Buffer.byteLength(answer), ...headers });
    response.end(request.method === 'HEAD' ? undefined : answer);
  }

  private answer(request: IncomingMessage, body: Buffer): Answer {
    const url = new URL(request.url!, this.endpoint);
    if (this.isDown) return failure(503, 'SlowDown');
    if (!isSigned(request, url)) return failure(403, 'SignatureDoesNotMatch');
    if (request.headers['x-amz-content-sha256'] !== sha256(body)) {
      return failure(400, 'XAmzContentSHA256Mismatch');
    }
    if (url.pathname.split('/')[1] !== BUCKET) return failure(404, 'NoSuchBucket');
    const key = keyOf(url);
    return key === '' ? this.list(url) : this.object(request, key, body);
  }

  private object(request: IncomingMessage, key: string, body: Buffer): Answer {
    if (request.method === 'PUT') return this.put(key, body);
    if (request.method === 'DELETE') this.objects.delete(key);
    if (request.method === 'DELETE') return { status: 204 };
    const object = this.objects.get(key);
    if (object === undefined) return failure(404, 'NoSuchKey');
    const modified = this.modified.get(key)!.toUTCString();
    const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
    if (range === null)
      return {
        status: 200,
        headers: { 'content-length': object.length, 'last-modified': modified },
        body: object,
      };
    const [start, end] = [Number(range[1]), Number(range[2])];
    const headers = { 'content-range': `bytes ${start}-${end}/${object.length}` };
    return { status: 206, headers, body: object.subarray(start, end + 1) };
  }

  private put(key: string, body: Buffer): Answer {
    this.objects.set(key, body);
    this.modified.set(key, new Date());
    return { status: 200, headers: { etag: '"x"' } };
  }

  private list({ searchParams }: URL): Answer {
    const prefix = searchParams.get('prefix') ?? '';
    const after = searchParams.get('continuation-token') ?? '';
    const keys = [...this.objects.keys()].filter((key) => key.startsWith(prefix) && key > after).sort();
    const page = keys.slice(0, this.pageSize);
    const isCut = keys.length > page.length;
    const next = isCut ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : '';
    const contents = page.map((key) => `<Contents><Key>${key}</Key></Contents>`).join('');
    return {
      status: 200,
      headers: { 'content-type': 'application/xml' },
      body: `<ListBucketResult><IsTruncated>${isCut}</IsTruncated>${next}${contents}</ListBucketResult>`,
    };
  }
}

const keyOf = ({ pathname }: URL): string => decodeURIComponent(pathname.split('/').slice(2).join('/'));

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
function isSigned({ method, headers }: IncomingMessage, url: URL): boolean {
  const form =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=(\w+)$/;
  const [, key, date, region, names, signature] = form.exec(headers.authorization ?? '') ?? [];
  if (key !== ACCESS_KEY) return false;
  const query = [...url.searchParams]
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .sort()
    .join('&');
  const signed = names!.split(';').map((name) => `${name}:${String(headers[name]).trim()}\n`);
  const content = headers['x-amz-content-sha256'];
  const canonical = [method, url.pathname, query, signed.join(''), names, content].join('\n');
  const scope = `${date}/${region}/s3/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(canonical)].join('\n');
  const parts = [date!, region!, 's3', 'aws4_request'];
  const signingKey = parts.reduce<Buffer | string>((secret, part) => hmac(secret, part), `AWS4${SECRET_KEY}`);
  return hmac(signingKey, text).toString('hex') === signature;
}
