import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { prepareCluster } from './cluster.js';
import { getFreePort } from './free-port.js';
import { stopPostmaster } from './postmaster.js';
import { findProcessStart } from './process-table.js';
import { openServerHome, type ServerHome } from './server-home.js';
import { getServerSoftware, prepareServerSoftware, type ServerSoftware } from './server-software.js';
import { startPostmaster } from './start-postmaster.js';
import { makeDataDir, removeDataDirs } from '../../../../test/embedded-postgres/data-dirs.js';

const quiet = { log: () => undefined, durable: false };

describe('startPostmaster', () => {
  let home: ServerHome;
  let software: ServerSoftware;
  let password: string;
  let occupant: Server;
  let takenPort: number;
  beforeAll(async () => {
    home = openServerHome(makeDataDir());
    software = prepareServerSoftware(getServerSoftware(), home);
    password = prepareCluster(home, software, false);
    occupant = createServer().listen(0, '127.0.0.1');
    await new Promise((listening) => occupant.once('listening', listening));
    takenPort = (occupant.address() as AddressInfo).port;
  });
  afterAll(() => {
    occupant.close();
    removeDataDirs();
  });

  it('takes another port if the chosen one is taken meanwhile', async () => {
    const ports = [takenPort, await getFreePort()];
    const free = ports[1];
    const server = await startPostmaster(home, software, password, quiet, () =>
      Promise.resolve(ports.shift()!),
    );
    expect(server.port).toBe(free);
    await stopPostmaster(server, findProcessStart(server.pid)!);
  });

  it('says that the port is in use if every attempt fails', async () => {
    const start = startPostmaster(home, software, password, quiet, () => Promise.resolve(takenPort));
    await expect(start).rejects.toThrow(
      /The server did not start.*The port is in use\..*DATABASE_URL[^]*Address already in use/,
    );
  });

  it("shows the server's messages if it does not start", async () => {
    const start = startPostmaster(home, software, password, { ...quiet, settings: { work_mem: 'plenty' } });
    await expect(start).rejects.toThrow(/did not start[^]*invalid value for parameter "work_mem": "plenty"/);
  });

  it('leaves no server running that does not accept the stored password', async () => {
    const start = startPostmaster(home, software, 'another', quiet);
    await expect(start).rejects.toThrow(`does not accept the password in ${home.passwordFile}`);
    const server = await startPostmaster(home, software, password, quiet);
    await stopPostmaster(server, findProcessStart(server.pid)!);
  });
});
