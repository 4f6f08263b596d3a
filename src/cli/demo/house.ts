import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PostroomApi } from './postroom-api.js';
import { Program } from './program.js';
import { SimulatorApi } from './simulator-api.js';

/** Random bytes of a secret; the service requires 24 for a signing secret. */
const SECRET_BYTES = 24;
/** What programs need from the environment. No Postroom settings: the demo must never touch a real database. */
const INHERITED = ['PATH', 'HOME', 'TMPDIR', 'TZ', 'NODE_OPTIONS', 'LD_LIBRARY_PATH'];
/** Others may pass through, but not look around: PostgreSQL started by root runs under an account of its own. */
const PASSABLE = 0o711;
const SIMULATOR_KEY = 're_sim_full_access';

/** The service and the simulator, running and connected to each other. */
export interface House {
  postroom: PostroomApi;
  simulator: SimulatorApi;
  dataDir: string;
  /** Resolves with the name of a program that has ended by itself. */
  fallen: Promise<string>;
  /** Stops both, and removes the data directory if it is a temporary one. */
  close: () => Promise<void>;
}

/** @param keptDataDir where data is kept; without it, in a temporary directory */
export async function openHouse(keptDataDir: string | undefined, port: string): Promise<House> {
  const dataDir = keptDataDir ? resolve(keptDataDir) : await temporaryDataDir();
  await mkdir(dataDir, { recursive: true, mode: PASSABLE });
  const started: Program[] = [];
  const close = async () => {
    await Promise.all(started.map((program) => program.stop()));
    if (!keptDataDir) await removeDataDir(dataDir);
  };
  try {
    return { ...(await moveIn(dataDir, port, started)), dataDir, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function moveIn(
  dataDir: string,
  port: string,
  started: Program[],
): Promise<Omit<House, 'close' | 'dataDir'>> {
  const key = `demo_${randomBytes(SECRET_BYTES).toString('hex')}`;
  const secret = `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
  const provider = await Program.start('simulator/main.js', {
    args: ['--port', '0', '--live'],
    env: inherited(),
    logFile: join(dataDir, 'simulator.log'),
  });
  started.push(provider);
  const service = await Program.start('bundle/main.js', {
    env: {
      ...inherited(),
      PORT: port,
      DATA_DIR: dataDir,
      ADMIN_API_KEY: key,
      RESEND_API_KEY: SIMULATOR_KEY,
      RESEND_BASE_URL: provider.url,
      RESEND_WEBHOOK_SECRET: secret,
    },
    logFile: join(dataDir, 'postroom.log'),
  });
  started.push(service);
  const simulator = new SimulatorApi(provider.url);
  await simulator.announceTo(`${service.url}/webhooks/resend`, secret);
  return {
    postroom: new PostroomApi(service.url, key),
    simulator,
    fallen: Promise.race([
      service.endedByItself().then(() => 'The service'),
      provider.endedByItself().then(() => 'The simulator'),
    ]),
  };
}

async function temporaryDataDir(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'postroom-demo-'));
  await chmod(dataDir, PASSABLE);
  return dataDir;
}

/** In a folder that PostgreSQL's account cannot enter, `postgres` is a link to the database elsewhere. */
async function removeDataDir(dataDir: string): Promise<void> {
  const database = join(dataDir, 'postgres');
  if (existsSync(database)) await rm(await realpath(database), { recursive: true });
  await rm(dataDir, { recursive: true });
}

function inherited(): Record<string, string | undefined> {
  return Object.fromEntries(INHERITED.map((name) => [name, process.env[name]]));
}
