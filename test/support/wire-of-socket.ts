import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { Server, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Forward, Wire } from './wire.js';

/** Part of the file's name only: sockets have no port. */
const PORT = 5433;

/**
 * Makes a server reachable as PostgreSQL is on its own machine: by a socket in a folder (PostgreSQL manual, 34.1.1).
 */
export class WireOfSocket extends Wire {
  readonly folder = mkdtempSync(join(tmpdir(), 'postroom socket '));

  protected forward(_client: Socket, database: Socket): Forward {
    return (chunk) => database.write(chunk);
  }

  protected override async listen(server: Server, { username, password, pathname }: URL): Promise<string> {
    await once(server.listen(join(this.folder, `.s.PGSQL.${PORT}`)), 'listening');
    const folder = encodeURIComponent(this.folder);
    return `postgres://${username}:${password}@${pathname}?host=${folder}&port=${PORT}`;
  }

  override remove(): void {
    super.remove();
    rmSync(this.folder, { recursive: true });
  }
}
