import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { startSimulator } from './server.js';

const DEFAULT_URL = 'http://127.0.0.1:4010';

const USAGE = `Usage
  npm run simulate -- serve [--port 4010] [--seed 1] [--webhook URL --secret whsec_…]
      runs a simulator; retries happen by real time
  npm run simulate -- deliver mail.eml [--from ADDR] [--to ADDR …] [--duplicate N]
                      [--spf pass] [--dkim pass] [--dmarc pass]
      lets a mail arrive; --from and --to are its envelope; verdicts: pass fail gray processing_failed unknown
  npm run simulate -- event TYPE [--to ADDR …] [--type Permanent] [--subtype General]
                      [--email-id ID] [--duplicate N]
      emits an event, for example email.bounced

deliver and event speak to the simulator at SIM_URL (default ${DEFAULT_URL}).
`;

const OPTIONS = {
  port: { type: 'string' },
  seed: { type: 'string' },
  webhook: { type: 'string' },
  secret: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string', multiple: true },
  duplicate: { type: 'string' },
  spf: { type: 'string' },
  dkim: { type: 'string' },
  dmarc: { type: 'string' },
  type: { type: 'string' },
  subtype: { type: 'string' },
  'email-id': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

/** A mistake of the caller, reported without a stack trace. */
class UsageError extends Error {}

const COMMANDS = new Map<string, (values: Values, argument: string | undefined) => Promise<void>>([
  ['serve', serve],
  ['deliver', deliver],
  ['event', emit],
]);

async function serve(values: Values): Promise<void> {
  const port = Number(values.port ?? process.env.SIM_PORT ?? new URL(simulatorUrl()).port);
  const seed = values.seed ?? process.env.SIM_SEED;
  const simulator = await startSimulator(port, { live: true, seed: seed ? Number(seed) : undefined });
  print({ url: simulator.url });
  if (values.webhook) {
    const webhook = simulator.world.endpoints.register(values.webhook, null, values.secret);
    print({ webhook: webhook.endpoint, signing_secret: webhook.secrets[0]?.secret });
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void simulator.close());
}

async function deliver(values: Values, file: string | undefined): Promise<void> {
  if (!file) throw new UsageError('deliver needs the path of a mail.');
  const query = new URLSearchParams();
  for (const recipient of values.to ?? []) query.append('rcpt_to', recipient);
  const named = { mail_from: values.from, times: values.duplicate, spf: values.spf };
  for (const [name, value] of Object.entries({ ...named, dkim: values.dkim, dmarc: values.dmarc })) {
    if (value !== undefined) query.set(name, value);
  }
  print(await post(`/_sim/inbound?${query.toString()}`, await readFile(file)));
}

async function emit(values: Values, type: string | undefined): Promise<void> {
  if (!type) throw new UsageError('event needs a type, for example email.bounced.');
  const event = {
    type,
    to: values.to,
    bounce_type: values.type,
    bounce_subtype: values.subtype,
    email_id: values['email-id'],
    times: values.duplicate === undefined ? undefined : Number(values.duplicate),
  };
  print(await post('/_sim/events', Buffer.from(JSON.stringify(event))));
}

async function post(path: string, body: Buffer): Promise<unknown> {
  const response = await fetch(`${simulatorUrl()}${path}`, {
    method: 'POST',
    body: new Uint8Array(body),
  }).catch((cause: unknown) => {
    throw new UsageError(
      `No simulator answers at ${simulatorUrl()}. Start one with \`npm run simulate -- serve\`, ` +
        'or set SIM_URL to the one that runs.',
      { cause },
    );
  });
  const answer = await response.text();
  if (!response.ok) throw new UsageError(`The simulator answered ${response.status}: ${answer}`);
  return JSON.parse(answer);
}

function simulatorUrl(): string {
  return process.env.SIM_URL || DEFAULT_URL;
}

function print(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

async function run(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: OPTIONS });
  const [name = '', argument] = positionals;
  const command = COMMANDS.get(name);
  if (command && !values.help) return command(values, argument);
  process.stdout.write(USAGE);
  process.exitCode = values.help ? 0 : 2;
}

try {
  await run();
} catch (error) {
  // errors with a code come from the caller's surroundings: an unknown option, no such file, a port in use
  if (!(error instanceof UsageError) && (error as NodeJS.ErrnoException).code === undefined) throw error;
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
