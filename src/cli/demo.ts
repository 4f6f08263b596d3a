import { randomBytes } from 'node:crypto';
import { argumentsOf } from './arguments.js';
import { type House, openHouse } from './demo/house.js';
import { playScene } from './demo/play-scene.js';
import { howToLook, tell } from './demo/report.js';
import { SCENES } from './demo/scenes.js';

const USAGE = `npm run demo [-- --once]

Starts the service and a simulated provider, sends a dozen mails and events and shows what became of each; stays up
until Ctrl-C. With --once it stops then: exit status 0 when everything became what it must, 1 otherwise.

Environment: PORT (a free one), DATA_DIR (a temporary one, removed at the end). Nothing else is read.`;

/** Exit status of a program that Ctrl-C ended, by the shells' convention. */
const INTERRUPTED = 130;

const asked = argumentsOf(USAGE, {
  once: { type: 'boolean', default: false },
});

process.exit(await demo(asked.once).catch(tellFailure));

/** @returns the exit status */
async function demo(once: boolean): Promise<number> {
  const interrupted = askedToStop();
  say('Starting PostgreSQL, Postroom and the simulated provider …\n');
  const house = await openHouse(process.env.DATA_DIR, process.env.PORT || '0');
  try {
    const status = await Promise.race([showAll(house), fall(house), interrupted]);
    if (once || status === INTERRUPTED) return status;
    say(howToLook(house.postroom, house.dataDir));
    say('Stays up until Ctrl-C.');
    await Promise.race([interrupted, fall(house)]);
    say('\nStopping …');
    return 0;
  } finally {
    await house.close();
  }
}

/** @returns the exit status: 1 if something did not become what it must */
async function showAll(house: House): Promise<number> {
  const stage = { ...house, run: randomBytes(4).toString('hex'), openedBy: new Map<number, string>() };
  let failed = 0;
  for (const scene of SCENES) {
    const played = await playScene(scene, stage);
    if (played.surprises.length > 0) failed += 1;
    say(tell(played));
  }
  say(`\n${SCENES.length - failed} of ${SCENES.length} as expected.`);
  if (failed > 0) say('The logs tell more: DATA_DIR=.data/demo npm run demo keeps them there.');
  return failed > 0 ? 1 : 0;
}

async function fall(house: House): Promise<never> {
  throw new Error(`${await house.fallen} has ended by itself.`);
}

/** Later signals change nothing: an impatient second Ctrl-C must not leave a database behind. */
function askedToStop(): Promise<typeof INTERRUPTED> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => resolve(INTERRUPTED));
    }
  });
}

function tellFailure(error: unknown): number {
  console.error(error);
  return 1;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
