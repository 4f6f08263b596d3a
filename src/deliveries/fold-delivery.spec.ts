import { describe, expect, it } from '@jest/globals';
import type { DeliveryEvent } from './delivery-log.js';
import { foldDelivery } from './fold-delivery.js';

const event = (
  kind: DeliveryEvent['kind'],
  minute: number,
  more: Partial<DeliveryEvent> = {},
): DeliveryEvent => ({
  id: `${kind}-${minute}`,
  eventId: `${kind}-${minute}`,
  source: 'resend',
  mailKey: 'mail',
  emailId: 'mail',
  messageId: null,
  kind,
  recipient: 'a@x.example',
  recipients: ['a@x.example'],
  bounceType: null,
  bounceSubtype: null,
  diagnosticCode: null,
  reason: null,
  occurredAt: new Date(Date.UTC(2026, 10, 21, 9, minute)),
  ...more,
});

function permutations<T>(items: T[]): T[][] {
  if (items.length < 2) return [items];
  return items.flatMap((item, index) =>
    permutations([...items.slice(0, index), ...items.slice(index + 1)]).map((rest) => [item, ...rest]),
  );
}

describe('foldDelivery', () => {
  it('gives the same result for every order of five events', () => {
    const events = [
      event('sent', 0, { messageId: 'm@x.example' }),
      event('deferred', 1),
      event('delivered', 2),
      event('delivered', 3),
      event('bounced', 2, { source: 'report' }),
    ];
    const folds = permutations(events).map((order) => JSON.stringify(foldDelivery(order)));
    expect(folds).toHaveLength(120);
    expect(new Set(folds).size).toBe(1);
    expect(foldDelivery(events)).toMatchObject({
      messageId: 'm@x.example',
      states: [{ address: 'a@x.example', status: 'bounced' }],
    });
  });

  it.each([
    [['delivered', 'sent'], 'delivered', 1],
    [['bounced', 'delivered'], 'bounced', 1],
    [['complained', 'delivered', 'bounced'], 'complained', 1],
    [['deferred', 'deferred', 'sent'], 'deferred', 1],
  ] as const)('turns %j into: %s', (kinds, status, minute) => {
    const folded = foldDelivery(kinds.map((kind, index) => event(kind, index + 1)));
    expect(folded.states).toMatchObject([{ status, since: new Date(Date.UTC(2026, 10, 21, 9, minute)) }]);
  });

  it('keeps recipients apart, and events that may be about any of them', () => {
    const both = { recipients: ['a@x.example', 'b@x.example'] };
    const folded = foldDelivery([
      event('sent', 0, { ...both, recipient: null }),
      event('bounced', 1, { ...both, recipient: 'b@x.example' }),
    ]);
    expect(folded.states.map(({ address, status }) => [address, status])).toEqual([
      ['b@x.example', 'bounced'],
      [null, 'sent'],
    ]);
  });

  it('reports nothing about a recipient with openings only', () => {
    expect(foldDelivery([event('opened', 0)]).states).toEqual([]);
  });
});
