import { isDeepStrictEqual } from 'node:util';
import { type Became, followTrail } from './became.js';
import type { PostroomApi } from './postroom-api.js';
import type { Scene } from './scenes.js';
import type { SimulatorApi } from './simulator-api.js';

/** Where the scenes are played. */
export interface Stage {
  postroom: PostroomApi;
  simulator: SimulatorApi;
  /** Mark of this run. */
  run: string;
  openedBy: Map<number, string>;
}

/** A scene that was played. */
export interface Played {
  scene: Scene;
  address: string | null;
  became: Became;
  /** What differs from the expectation, in words. */
  surprises: string[];
}

/** Sends what the scene says, waits for the end and compares the result with the expectation. */
export async function playScene(scene: Scene, stage: Stage): Promise<Played> {
  const mail = scene.mail?.(stage.run) ?? null;
  const address = scene.recipient === undefined ? null : `${scene.recipient}.${stage.run}@customer.example`;
  const deliveryId =
    mail !== null
      ? await stage.simulator.deliver(mail, scene.times ?? 1)
      : await stage.simulator.emit({ ...scene.event!, to: [address!] });
  const { postroom, openedBy } = stage;
  const acceptedCopies = await stage.simulator.acceptedCopies(deliveryId);
  const trail = { deliveryId, mail, address, openedBy, sent: scene.sent };
  const became = { ...(await followTrail(postroom, trail)), acceptedCopies };
  return { scene, address, became, surprises: surprises(scene.expected, became) };
}

function surprises(expected: Partial<Became>, became: Became): string[] {
  return (Object.keys(expected) as (keyof Became)[])
    .filter((member) => !isDeepStrictEqual(expected[member], became[member]))
    .map(
      (member) => `${member} is ${JSON.stringify(became[member])}, not ${JSON.stringify(expected[member])}`,
    );
}
