import { URLSearchParams } from 'node:url';
import { dice, Writer } from '../seed/words.mjs';

const daysAgo = (days) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

const pick = (random, list) => list[Math.floor(random() * list.length)];

/** Paths that an agent's desk requests, by kind; the same for every database except for its ids and addresses. */
export function questionsOf({ tickets, addresses, mailboxes }, count) {
  const random = dice(3);
  const each = (paths) => Array.from({ length: count }, () => [].concat(pick(random, paths)()));
  const list = (query) => `/v1/tickets?${new URLSearchParams(query)}`;
  const status = () => pick(random, ['open', 'pending', 'closed', 'spam']);
  return {
    list: each([
      () => list({}),
      () => list({ limit: 100 }),
      () => list({ sort: 'created' }),
      () => list({ sort: 'number' }),
    ]),
    filter: each([
      () => list({ status: status() }),
      () => list({ mailbox_id: pick(random, mailboxes), status: 'open' }),
      () => list({ assignee: `agent-${Math.floor(random() * 30)}`, status: status() }),
      () => list({ tag: `tag-${1 + Math.floor(random() * 39)}` }),
      () => list({ tag: `tag-${1 + Math.floor(random() * 39)}`, status: status(), sort: 'created' }),
      () => list({ requester: pick(random, addresses) }),
      () => list({ updated_since: new Date(Date.now() - 30 * 86_400_000).toISOString() }),
    ]),
    search: each(searches(random, addresses).map((query) => () => list(query()))),
    open: each([
      () => {
        const id = pick(random, tickets);
        return [`/v1/tickets/${id}`, `/v1/tickets/${id}/messages`];
      },
    ]),
    stats: each([
      () => '/v1/stats',
      () => `/v1/stats?since=${daysAgo(30)}&limit=100`,
      () => `/v1/stats?since=${daysAgo(1_000)}&until=${daysAgo(Math.floor(100 + random() * 800))}&limit=100`,
    ]),
  };
}

/** Words in every second ticket, in few, in one, in none; several words; parts of words; with filters. */
function searches(random, addresses) {
  const writer = new Writer(4);
  const [english, german] = writer.languages;
  const rare = () => writer.surname();
  const order = () => `order ${String(64 * (1 + Math.floor(random() * 9_000))).padStart(8, '0')}`;
  return [
    () => ({ q: 'the' }),
    () => ({ q: pick(random, english) }),
    () => ({ q: `${pick(random, german)} ${pick(random, german)}` }),
    () => ({ q: rare() }),
    () => ({ q: `${rare()} ${pick(random, english)}` }),
    () => ({ q: `${pick(random, english)} ${pick(random, english)} ${pick(random, german)}` }),
    () => ({ q: pick(random, german).slice(0, 3) }),
    () => ({ q: order() }),
    () => ({ q: pick(random, addresses) }),
    () => ({ q: 'nothing-like-this-anywhere' }),
    () => ({ q: pick(random, ['請求書', '返品', '領収', '在庫の問']) }),
    () => ({ q: pick(random, english), status: 'open' }),
    () => ({ q: rare(), tag: 'tag-7' }),
    () => ({ q: pick(random, german), sort: 'created' }),
  ];
}
