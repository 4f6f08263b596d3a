const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const LETTERS = 'quoted text '.repeat(100_000);
/** How long `walkLetters` takes on the machine for which the limits in the tests were set. */
const WALK_MS = 5;

function walkLetters(): number {
  let sum = 0;
  for (let at = 0; at < LETTERS.length; at += 1) sum = (sum * 31 + LETTERS.charCodeAt(at)) % 1_000_003;
  return sum;
}

/**
 * Processor time of this process, so that other processes do not count. It is scaled by a fixed piece of work, in case
 * the processor is slow or shared.
 */
export function cpuMsOf(work: () => unknown): number {
  const before = cpuMs();
  work();
  const spent = cpuMs() - before;
  walkLetters();
  const walking = cpuMs();
  walkLetters();
  return spent * Math.min(1, WALK_MS / (cpuMs() - walking));
}
