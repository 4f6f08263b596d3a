import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Contract } from './contract.js';
import { createMigratedDatabase, query, redisDatabase } from './databases.js';
import { eventually } from './eventually.js';
import { Program } from './processes.js';

export const ADMIN_KEY = 'admin-key-of-the-end-to-end-tests';
export const WEBHOOK_SECRET = 'whsec_ZW5kLXRvLWVuZC10ZXN0LXNlY3JldC0wMDAx';

/** What a problem answer or a resource looks like to a test. */
export interface Answer {
  status: number;
  headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests speak JSON
  body: any;
  bytes: Buffer;
}

interface ServiceOptions {
  env?: Record<string, string | undefined>;
  role?: 'all' | 'api' | 'worker';
  /** Share database, blobs and queue with this other process. */
  beside?: Service;
}

/** A running Postroom with its own database. */
export class Service {
  private constructor(
    readonly url: string,
    readonly program: Program,
    readonly env: Record<string, string | undefined>,
  ) {}

  static async start(options: ServiceOptions = {}): Promise<Service> {
    const env = {
      PORT: '0',
      ADMIN_API_KEY: ADMIN_KEY,
      RESEND_WEBHOOK_SECRET: WEBHOOK_SECRET,
      RESEND_REQUESTS_PER_SECOND: '1000',
      API_REQUESTS_PER_SECOND: '100000',
      API_REFUSALS_PER_MINUTE: '1000000',
      ...(options.beside?.env ?? {
        DATA_DIR: await mkdtemp(join(tmpdir(), 'postroom-data-')),
        DATABASE_URL: await createMigratedDatabase(),
        REDIS_URL: await redisDatabase(),
      }),
      ROLE: options.role ?? 'all',
      ...options.env,
    };
    let url = '';
    const program = await Program.start('bundle/main.js', {
      env,
      isReady: (line) => {
        if (!line.includes('"msg":"ready"')) return false;
        url = (JSON.parse(line) as { url: string }).url;
        return true;
      },
    });
    return new Service(url, program, env);
  }

  get databaseUrl(): string {
    return this.env.DATABASE_URL!;
  }

  /** Sends a request and checks the answer, and the request if it was carried out, against the OpenAPI document. */
  async call(
    method: string,
    path: string,
    request: {
      body?: unknown;
      raw?: Buffer | string;
      headers?: Record<string, string>;
      key?: string | null;
      /** The request is random: only the answer is checked against the document. */
      isRandom?: boolean;
    } = {},
  ): Promise<Answer> {
    const key = request.key === undefined ? ADMIN_KEY : request.key;
    const response = await fetch(this.url + path, {
      method,
      headers: {
        ...(key !== null && { authorization: `Bearer ${key}` }),
        ...(request.body !== undefined && { 'content-type': 'application/json' }),
        ...request.headers,
      },
      body:
        request.raw === undefined ? JSON.stringify(request.body) : new Uint8Array(Buffer.from(request.raw)),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const isJson = (response.headers.get('content-type') ?? '').includes('json');
    const body: unknown = isJson && bytes.length > 0 ? JSON.parse(bytes.toString('utf8')) : null;
    const answer = { status: response.status, headers: response.headers, body, bytes };
    if (this.env.ROLE !== 'worker') {
      const contract = Contract.ofCommitted();
      contract.check(method, path, answer);
      if (!request.isRandom) contract.checkRequest(method, path, request.body, answer);
    }
    return answer;
  }

  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests speak JSON
  async get(path: string): Promise<any> {
    const answer = await this.call('GET', path);
    if (answer.status !== 200)
      throw new Error(`GET ${path} answered ${answer.status}: ${answer.bytes.toString()}`);
    return answer.body;
  }

  /** Hands in a raw mail and returns its event once it has ended. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests speak JSON
  async handIn(raw: Buffer | string, headers: Record<string, string> = {}): Promise<any> {
    const answer = await this.call('POST', '/v1/inbound', {
      raw,
      headers: { 'content-type': 'message/rfc822', ...headers },
    });
    if (answer.status !== 202) throw new Error(`the mail was refused: ${answer.bytes.toString()}`);
    return this.ended((answer.body as { event_id: string }).event_id);
  }

  /** The event once it has ended. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests speak JSON
  async ended(eventId: string): Promise<any> {
    return eventually(async () => {
      const event = await this.get(`/v1/events/${eventId}`);
      return ['received', 'processing'].includes(event.status) ? null : event;
    });
  }

  /** Resolves when no reconcile is due or running, with the state of the first source's last one. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests speak JSON
  async reconciled(): Promise<any> {
    return eventually(async () => {
      const { data } = await this.get('/v1/ledger/reconcile');
      const isOver = data[0].finished_at !== null && data[0].next_at > data[0].finished_at;
      return isOver && !['requested', 'running'].includes(data[0].status) ? data[0] : null;
    });
  }

  /** Resolves when no event is waiting or being processed. */
  async settled(): Promise<void> {
    await eventually(async () => {
      const [row] = await this.sql<{ open: string }>(
        "SELECT count(*) AS open FROM inbox_events WHERE status IN ('received', 'processing')",
      );
      return row!.open === '0' ? true : null;
    });
  }

  sql<Row extends Record<string, unknown>>(text: string, parameters: unknown[] = []): Promise<Row[]> {
    return query<Row>(this.databaseUrl, text, parameters);
  }

  async count(table: string): Promise<number> {
    const [row] = await this.sql<{ n: string }>(`SELECT count(*) AS n FROM ${table}`);
    return Number(row!.n);
  }

  async stop(): Promise<void> {
    await this.program.stop();
    await rm(this.env.DATA_DIR!, { recursive: true, force: true });
  }
}
