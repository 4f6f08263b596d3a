import { eventually } from './eventually.js';
import { type Service } from './service.js';

/** Enough for hundreds of events on a busy machine. */
const PATIENCE_MS = 170_000;

/**
 * Requests a reconcile and waits until it is over and has read the webhook's log to its end. One that was already
 * running does not answer the request.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests speak JSON
export async function reconcile(service: Service, body?: object): Promise<any> {
  const asked = await service.call('POST', '/v1/ledger/reconcile', { body });
  if (asked.status !== 202) throw new Error(`the reconcile was refused: ${asked.bytes.toString()}`);
  const requestedAt = asked.body.data[0].requested_at;
  return eventually(async () => {
    const { data } = await service.get('/v1/ledger/reconcile');
    const [{ started_at, finished_at, event_log }] = data;
    const isOver = started_at >= requestedAt && finished_at > started_at;
    return isOver && event_log?.status !== 'catching_up' ? data[0] : null;
  }, PATIENCE_MS);
}
