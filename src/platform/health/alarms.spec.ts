import { describe, expect, it } from '@jest/globals';
import { type Alarm, Alarms } from './alarms.js';

const alarm = (code: string): Alarm => ({ code, detail: '' });
const never = () => new Promise<Alarm[]>(() => undefined);
const codes = async (alarms: Alarms) => (await alarms.raised()).map(({ code }) => code);

describe('alarms', () => {
  it('are listed in the order of the lookups, and one whose lookup fails as unknown', async () => {
    const alarms = new Alarms();
    alarms.watch(() => Promise.resolve([alarm('first')]));
    alarms.watch(() => Promise.reject(new Error('away')));
    alarms.watch(() => Promise.resolve([]));
    alarms.watch(() => Promise.resolve([alarm('last')]));
    expect(await alarms.raised()).toEqual([
      alarm('first'),
      { code: 'alarm_unknown', detail: 'An alarm could not be looked up: away.' },
      alarm('last'),
    ]);
  });

  it('are shown even if a lookup before them does not end', async () => {
    const alarms = new Alarms();
    alarms.watch(never);
    alarms.watch(() => Promise.resolve([alarm('behind')]));
    expect(await codes(alarms)).toEqual(['alarm_unknown', 'behind']);
  });

  it('are answered before slow lookups have ended, each of which starts once', async () => {
    let begun = 0;
    const alarms = new Alarms();
    for (let n = 0; n < 4; n += 1) {
      alarms.watch(() => {
        begun += 1;
        return never();
      });
    }
    let isSeen = (): void => undefined;
    const seen = new Promise<void>((resolve) => (isSeen = resolve));
    alarms.watch(() => {
      isSeen();
      return Promise.resolve([]);
    });
    const [all] = await Promise.all([codes(alarms), codes(alarms)]);
    expect(all).toEqual(Array(5).fill('alarm_unknown'));
    expect(begun).toBeLessThan(4);
    await codes(alarms);
    await seen;
    expect(begun).toBe(4);
    expect(await codes(alarms)).toEqual(Array(4).fill('alarm_unknown'));
  });
});
