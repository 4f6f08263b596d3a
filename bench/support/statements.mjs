import { open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const APPLICATION = 'postroom';
const SETTLE_MS = 300;
/** Long enough for all periodic work to run. */
const IDLE_MS = 6_000;

const STATEMENT = new RegExp(`^${APPLICATION}\\|(\\d+)\\|.*?(?:statement|execute [^:]+): (.*)$`);

/** Finds the statements of some work, each a round trip, in PostgreSQL's log, without those that also run when idle. */
export class Statements {
  static async watch(postgres) {
    const statements = new Statements();
    statements.postgres = postgres;
    await postgres.query("ALTER SYSTEM SET log_line_prefix = '%a|%p|'");
    await postgres.query("ALTER SYSTEM SET log_statement = 'all'");
    await postgres.query('SELECT pg_reload_conf()');
    await sleep(SETTLE_MS);
    const idle = await statements.during(() => sleep(IDLE_MS));
    statements.idle = new Set(idle.map(({ text }) => text));
    return statements;
  }

  /** @returns the first lines of the statements, in the order in which the server received them */
  async of(work) {
    const working = new Set();
    const own = (await this.during(work)).filter(({ backend, text }) => {
      const isOwn = text === 'COMMIT' ? working.has(backend) : !this.idle.has(text);
      if (isOwn) working.add(backend);
      else working.delete(backend);
      return isOwn;
    });
    return own.map(({ text }) => text);
  }

  async during(work) {
    const file = await open(this.postgres.home.logFile, 'r');
    try {
      const { size } = await file.stat();
      await work();
      await sleep(SETTLE_MS);
      const bytes = Buffer.alloc((await file.stat()).size - size);
      await file.read(bytes, 0, bytes.length, size);
      const lines = bytes.toString('utf8').split('\n');
      return lines.flatMap((line, at) => {
        const [, backend, text] = STATEMENT.exec(line) ?? [];
        if (text === undefined) return [];
        // the first line of a statement may be empty; then the next one counts
        return [{ backend, text: text.trim() || (lines[at + 1] ?? '').trim() }];
      });
    } finally {
      await file.close();
    }
  }
}
