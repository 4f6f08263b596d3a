import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';
import { ended } from './postgres.mjs';

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));
const KEPT_LINES = 200;
const KB_PER_MB = 1024;

/** One of our built programs, in its own process. */
export class Program {
  /**
   * @param script below dist/
   * @param options.isReady called with each line of output
   */
  constructor(script, { args = [], env = {}, nodeOptions = [], isReady }) {
    this.lines = [];
    this.errors = 0;
    this.child = spawn(process.execPath, [...nodeOptions, DIST + script, ...args], {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.ready = new Promise((resolve, reject) => {
      const listen = (line) => {
        this.lines.push(line);
        if (this.lines.length > KEPT_LINES) this.lines.shift();
        if (line.includes('"level":"error"')) this.errors += 1;
        if (isReady(line)) resolve(line);
      };
      createInterface(this.child.stdout).on('line', listen);
      createInterface(this.child.stderr).on('line', listen);
      this.child.once('exit', (code, signal) =>
        reject(new Error(`${script} ended with ${code ?? signal}:\n${this.lines.slice(-20).join('\n')}`)),
      );
    });
    this.ready.catch(() => {}); // callers that await it get the error
  }

  get isRunning() {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** @returns the exit status, or the signal's name */
  async stop(signal = 'SIGTERM') {
    if (this.isRunning) this.child.kill(signal);
    await ended(this.child);
    return this.child.exitCode ?? this.child.signalCode;
  }

  /** Highest resident memory so far, MB; null if the process is gone. Linux. */
  peakMb() {
    return this.statusMb('VmHWM');
  }

  /** Resident memory now, MB; null if the process is gone. Linux. */
  residentMb() {
    return this.statusMb('VmRSS');
  }

  /** Resets `peakMb` (proc(5), clear_refs). Linux. */
  forgetPeak() {
    writeFileSync(`/proc/${this.child.pid}/clear_refs`, '5');
  }

  statusMb(field) {
    try {
      const status = readFileSync(`/proc/${this.child.pid}/status`, 'utf8');
      return Math.round(Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1]) / KB_PER_MB);
    } catch {
      return null;
    }
  }
}

/** The options with which `npm start` runs the service. */
function startOptions() {
  const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return scripts.start.split(' ').filter((word) => word.startsWith('--'));
}

/** The service, as `npm start` starts it. */
export function startService(env, { nodeOptions = [] } = {}) {
  const isReady = (line) => line.includes('"msg":"ready"');
  return new Program('bundle/main.js', { env, isReady, nodeOptions: [...startOptions(), ...nodeOptions] });
}
