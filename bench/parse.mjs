import { median, ratio } from './support/figures.mjs';
import { runForked } from './support/forked.mjs';
import { BusyService } from './parse/busy-service.mjs';

const LARGE_MAIL_MB = 30;
const GOALS = { ratio: 0.5, memory: 6, lagMs: 50 };

/**
 * What reading mail costs: mails a second ÷ bare `simpleParser` on the same mails in the same process, memory for a
 * large mail ÷ its size, and how long the event loop stands still while hostile mails are read.
 */
export async function parse({ seconds, rounds }) {
  const speeds = await runForked('../parse/throughput.mjs', { seconds, rounds });
  const { peakMb, lags } = await watchService(rounds);
  const of = (value) => median(speeds.map(value));
  const goals = [
    ['÷ bare simpleParser', of(({ ours, theirs }) => ours / theirs), '≥', GOALS.ratio],
    [`peak memory ÷ size of a ${LARGE_MAIL_MB} MB mail`, peakMb / LARGE_MAIL_MB, '≤', GOALS.memory],
    [
      'longest event-loop delay under 20 hostile mails, beyond the idle one, ms',
      median(lags.map(({ service, idle }) => Math.max(0, service - idle))),
      '≤',
      GOALS.lagMs,
    ],
  ];
  return {
    rows: [
      ['bare simpleParser, one thread, mails/s', Math.round(of(({ theirs }) => theirs))],
      ['Postroom, one thread, mails/s', Math.round(of(({ ours }) => ours))],
      [
        'longest event-loop delay under 20 hostile mails, ms',
        Math.round(median(lags.map((lag) => lag.service))),
      ],
      ['the same of an idle process meanwhile, ms', Math.round(median(lags.map((lag) => lag.idle)))],
      ...goals.map(([name, value, sign, goal]) => [
        `${name} (goal ${sign} ${goal})`,
        verdict(value, sign, goal),
      ]),
    ],
    missed: goals.filter(([, value, sign, goal]) => !isMet(value, sign, goal)).length,
  };
}

async function watchService(rounds) {
  const service = await BusyService.start();
  try {
    const peakMb = await service.peakMbOf(LARGE_MAIL_MB);
    const lags = [];
    for (let round = 0; round < rounds; round += 1) lags.push(await service.lagUnderAttackMs());
    return { peakMb, lags };
  } finally {
    await service.stop();
  }
}

const isMet = (value, sign, goal) => (sign === '≤' ? value <= goal : value >= goal);

const verdict = (value, sign, goal) => `${ratio(value)} ${isMet(value, sign, goal) ? 'pass' : '**missed**'}`;
