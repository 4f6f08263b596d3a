import { BusyService } from './parse/busy-service.mjs';
import { atLeast, atMost, median, ratio } from './support/figures.mjs';
import { runForked } from './support/forked.mjs';

const LARGE_MAIL_MB = 30;

/**
 * What reading mail costs: mails a second ÷ bare `simpleParser` on the same mails in the same process, memory for a
 * large mail ÷ its size, and how long the event loop stands still while hostile mails are read.
 */
export async function parse({ seconds, rounds }) {
  const speeds = await runForked('../parse/throughput.mjs', { seconds, rounds });
  const { peakMb, lags } = await watchService(rounds);
  const speed = (value) => median(speeds.map(value));
  const lag = (value) => Math.round(median(lags.map(value)));
  return {
    rows: [
      ['bare simpleParser, one thread, mails/s', Math.round(speed(({ theirs }) => theirs))],
      ['Postroom, one thread, mails/s', Math.round(speed(({ ours }) => ours))],
      ['÷ bare simpleParser', ratio(speed(({ ours, theirs }) => ours / theirs)), atLeast(0.5)],
      [`peak memory ÷ size of a ${LARGE_MAIL_MB} MB mail`, ratio(peakMb / LARGE_MAIL_MB), atMost(6)],
      ['longest event-loop delay under 20 hostile mails, ms', lag(({ service }) => service)],
      ['the same of an idle process meanwhile, ms', lag(({ idle }) => idle)],
      ['what goes beyond it, ms', lag(({ service, idle }) => Math.max(0, service - idle)), atMost(50)],
    ],
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
