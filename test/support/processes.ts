import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = resolve(__dirname, '../..');
const START_TIMEOUT_MS = 60_000;

/** One of our programs, run as its users run it: built, in its own process. */
export class Program {
  readonly lines: string[] = [];

  private constructor(readonly child: ChildProcess) {}

  /**
   * Starts `dist/<script>` and waits for the line that says it is ready.
   *
   * @param isReady called with each line of output
   */
  static async start(
    script: string,
    options: { args?: string[]; env: Record<string, string | undefined>; isReady: (line: string) => boolean },
  ): Promise<Program> {
    const child = spawn(process.execPath, [resolve(ROOT, 'dist', script), ...(options.args ?? [])], {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const program = new Program(child);
    const ready = new Promise<void>((fulfil, reject) => {
      const listen = (line: string) => {
        program.lines.push(line);
        if (options.isReady(line)) fulfil();
      };
      createInterface(child.stdout).on('line', listen);
      createInterface(child.stderr).on('line', listen);
      child.once('exit', (code, signal) =>
        reject(new Error(`${script} ended with ${code ?? signal}:\n${program.lines.join('\n')}`)),
      );
      setTimeout(
        () => reject(new Error(`${script} was not ready in time:\n${program.lines.join('\n')}`)),
        START_TIMEOUT_MS,
      ).unref();
    });
    await ready;
    return program;
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** @returns the exit status; null when a signal ended it */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    if (!this.isRunning) return this.child.exitCode;
    const exited = once(this.child, 'exit') as Promise<[number | null]>;
    this.child.kill(signal);
    return (await exited)[0];
  }
}

/** Runs one of our commands to its end. */
export async function run(
  script: string,
  args: string[],
  env: Record<string, string | undefined>,
): Promise<{ status: number | null; output: string }> {
  const child = spawn(process.execPath, [resolve(ROOT, 'dist', script), ...args], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  const [status] = (await once(child, 'exit')) as [number | null];
  return { status, output };
}
