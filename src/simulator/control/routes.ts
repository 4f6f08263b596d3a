import type { Route } from '../router.js';
import { emitEvent } from './events.js';
import { addFaults, clearFaults, listFaults } from './faults.js';
import { acceptInbound } from './inbound.js';
import { listDeliveries, listNotices, listSent, showStats } from './log.js';
import { moveClock, reset, showClock, showPlan, updatePlan, waitForIdle } from './state.js';
import { registerWebhook } from './webhooks.js';

/** The control face; README.md beside `server.ts` documents each line. */
export const CONTROL_ROUTES: readonly Route[] = [
  { method: 'POST', path: '/_sim/inbound', handle: acceptInbound },
  { method: 'POST', path: '/_sim/events', handle: emitEvent },
  { method: 'GET', path: '/_sim/faults', handle: listFaults },
  { method: 'POST', path: '/_sim/faults', handle: addFaults },
  { method: 'DELETE', path: '/_sim/faults', handle: clearFaults },
  { method: 'DELETE', path: '/_sim/faults/:fault', handle: clearFaults },
  { method: 'POST', path: '/_sim/webhooks', handle: registerWebhook },
  { method: 'GET', path: '/_sim/clock', handle: showClock },
  { method: 'POST', path: '/_sim/clock', handle: moveClock },
  { method: 'GET', path: '/_sim/plan', handle: showPlan },
  { method: 'POST', path: '/_sim/plan', handle: updatePlan },
  { method: 'GET', path: '/_sim/stats', handle: showStats },
  { method: 'GET', path: '/_sim/deliveries', handle: listDeliveries },
  { method: 'GET', path: '/_sim/sent', handle: listSent },
  { method: 'GET', path: '/_sim/mails', handle: listNotices },
  { method: 'GET', path: '/_sim/idle', handle: waitForIdle },
  { method: 'POST', path: '/_sim/reset', handle: reset },
];
