import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The first start creates a database cluster, which takes a while on a slow disk. */
const START_TIMEOUT_MS = 120_000;
/** Longer than the service allows itself for its shutdown. */
const STOP_TIMEOUT_MS = 30_000;
/** How many lines of output are shown to explain a failed start. */
const TOLD_LINES = 20;

const DIST = new URL('../../', import.meta.url);

interface StartOptions {
  args?: string[];
  /** The program's whole environment. */
  env: Record<string, string | undefined>;
  /** Where its output goes. */
  logFile: string;
}

/** One of our programs, in a process of its own. */
export class Program {
  url = '';
  private isStopping = false;

  private constructor(private readonly child: ChildProcess) {}

  /** Starts `dist/<script>` and waits for the line of output with its URL. */
  static async start(script: string, { args = [], env, logFile }: StartOptions): Promise<Program> {
    const file = fileURLToPath(new URL(script, DIST));
    const child = spawn(process.execPath, [file, ...args], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      // in a group of its own: Ctrl-C reaches only the demo, which then stops its programs once and in order
      detached: true,
    });
    const log = createWriteStream(logFile, { flags: 'a' });
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    const program = new Program(child);
    try {
      program.url = await toldUrl(child, basename(script));
      return program;
    } catch (error) {
      await program.stop();
      throw error;
    }
  }

  /** Resolves when the program ends without being asked to; never otherwise. */
  async endedByItself(): Promise<void> {
    if (this.isRunning) await once(this.child, 'exit');
    if (this.isStopping) await new Promise(() => {});
  }

  /** Asks the program to end and waits; kills it if it does not end in time. */
  async stop(): Promise<void> {
    this.isStopping = true;
    if (!this.isRunning) return;
    const exited = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    const timer = setTimeout(() => this.child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    await exited;
    clearTimeout(timer);
  }

  private get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }
}

function toldUrl(child: ChildProcess, name: string): Promise<string> {
  const lines: string[] = [];
  return new Promise((resolve, reject) => {
    const fail = (what: string) => reject(new Error([`${name} ${what}`, ...lines].join('\n')));
    const timer = setTimeout(() => fail('was not ready in time:'), START_TIMEOUT_MS);
    const listen = (line: string) => {
      lines.push(line);
      if (lines.length > TOLD_LINES) lines.shift();
      const url = urlIn(line);
      if (url === null) return;
      clearTimeout(timer);
      resolve(url);
    };
    for (const output of [child.stdout!, child.stderr!]) createInterface(output).on('line', listen);
    child.once('close', (code) => {
      clearTimeout(timer);
      fail(`ended with ${code}:`);
    });
  });
}

/** The simulator says `{"url":…}`, the service logs `ready` with its URL. */
function urlIn(line: string): string | null {
  if (!line.startsWith('{"url"') && !line.includes('"msg":"ready"')) return null;
  return (JSON.parse(line) as { url: string }).url;
}
