import { setTimeout as sleep } from 'node:timers/promises';
import { makeMail } from '../support/mails.mjs';

/** How often a repeated event is delivered at the same moment: every tenth event, and every second bounce. */
const TIMES = 3;
/** Every tenth event is a bounce; the others are mails with none, one or two attachments. */
const isBounce = (n) => n % 10 === 5;
const isRepeated = (n) => n % 10 === 0 || n % 20 === 15;
const filesOf = (n) => n % 3;

/** Events that arrive at the provider at a steady rate. */
export class Load {
  constructor(simulator, { events, perSecond }) {
    Object.assign(this, { simulator, events, perSecond });
    /** What the service must have in the end: email id → number of attachments. */
    this.emails = new Map();
    this.bounced = [];
  }

  /** @param options.onShare called before each event with the share already sent */
  async run({ onShare }) {
    const since = performance.now();
    for (let n = 0; n < this.events; n += 1) {
      onShare(n / this.events);
      const aheadMs = (n / this.perSecond) * 1000 - (performance.now() - since);
      if (aheadMs > 0) await sleep(aheadMs);
      await (isBounce(n) ? this.bounce(n) : this.mail(n));
    }
  }

  async mail(n) {
    const raw = makeMail(n, { attachments: filesOf(n), html: n % 2 === 0 });
    const query = isRepeated(n) ? `?times=${TIMES}` : '';
    const { email_id: emailId } = await this.simulator.control('POST', `/inbound${query}`, { raw });
    this.emails.set(emailId, filesOf(n));
  }

  async bounce(n) {
    const address = `gone-${n}@customers.example`;
    const body = { type: 'email.bounced', to: [address], ...(isRepeated(n) && { times: TIMES }) };
    await this.simulator.control('POST', '/events', { body });
    this.bounced.push(address);
  }
}

const LOOK_EVERY_MS = 500;
/** Longest step of the provider's retry schedule. */
const RETRY_STEP_S = 10 * 3600;

/** Runs the provider's retries until every delivery was answered 2xx or given up. */
export async function finishDeliveries(simulator) {
  for (;;) {
    const { deliveries } = await simulator.control('GET', '/stats');
    if (deliveries.pending + deliveries.attempting === 0) return deliveries;
    // resolves when the attempts due in that time have ended
    await simulator.control('POST', '/clock', { body: { advance_s: RETRY_STEP_S } });
    await sleep(LOOK_EVERY_MS);
  }
}

/** Waits until no event is open. */
export async function finishEvents(postgres, database, timeoutMs) {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const [{ open }] = await postgres.query(
      "SELECT count(*)::int AS open FROM inbox_events WHERE status IN ('received', 'processing')",
      [],
      { database },
    );
    if (open === 0 || performance.now() > deadline) return open;
    await sleep(LOOK_EVERY_MS);
  }
}
