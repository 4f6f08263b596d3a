import { atLeast, atMost, median, ratio } from './support/figures.mjs';
import { runForked } from './support/forked.mjs';
import { BusyService } from './parse/busy-service.mjs';

const LARGE_MAIL_MB = 30;
const LAG = 'longest event-loop delay under 20 hostile mails';

/**
 * Measures what reading mail costs: mails a second ÷ bare `simpleParser` on the same mails in the same process, memory
 * for a large mail ÷ its size, and how long the event loop is blocked while hostile mails are read.
 */
export async function parse({ seconds = 5, rounds = 3 }) {
  const speeds = await runForked('../parse/throughput.mjs', { seconds, rounds });
  const { peakMb, lags } = await watchService(rounds);
  const of = (value) => median(speeds.map(value));
  const beyondIdle = median(lags.map(({ service, idle }) => Math.max(0, service - idle)));
  return {
    rows: [
      ['bare simpleParser, one thread, mails/s', Math.round(of(({ theirs }) => theirs))],
      ['Postroom, one thread, mails/s', Math.round(of(({ ours }) => ours))],
      ['÷ bare simpleParser', ratio(of(({ ours, theirs }) => ours / theirs)), atLeast(0.5)],
      [`peak memory ÷ size of a ${LARGE_MAIL_MB} MB mail`, ratio(peakMb / LARGE_MAIL_MB), atMost(6)],
      [`${LAG}, ms`, Math.round(median(lags.map((lag) => lag.service)))],
      ['the same of an idle process meanwhile, ms', Math.round(median(lags.map((lag) => lag.idle)))],
      [`${LAG}, beyond the idle one, ms`, Math.round(beyondIdle), atMost(50)],
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
