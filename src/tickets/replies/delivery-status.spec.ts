import { describe, expect, it } from '@jest/globals';
import { foldDelivery, type Told } from './delivery-status.js';

const at = (second: number) => new Date(Date.UTC(2026, 10, 20, 9, 0, second));

function permutations<T>(items: T[]): T[][] {
  if (items.length < 2) return [items];
  return items.flatMap((item, index) =>
    permutations([...items.slice(0, index), ...items.slice(index + 1)]).map((rest) => [item, ...rest]),
  );
}

describe('foldDelivery', () => {
  const told: Told[] = [
    { kind: 'sent', at: at(1), reason: null },
    { kind: 'deferred', at: at(2), reason: 'greylisted' },
    { kind: 'delivered', at: at(3), reason: null },
    { kind: 'bounced', at: at(5), reason: '550 5.1.1' },
    { kind: 'bounced', at: at(5), reason: '550 5.0.0' },
  ];

  it('gives the same result for all 120 orders of five events', () => {
    const folded = permutations(told).map((order) => JSON.stringify(foldDelivery(order)));
    expect(folded).toHaveLength(120);
    expect([...new Set(folded)]).toEqual([
      JSON.stringify({ status: 'bounced', reason: '550 5.0.0', at: at(5) }),
    ]);
  });

  it.each([
    [['sent'], 'sent'],
    [['sent', 'deferred'], 'delayed'],
    [['delivered', 'deferred'], 'delivered'],
    [['delivered', 'opened', 'clicked'], 'delivered'],
    [['failed', 'sent'], 'failed'],
    [['suppressed'], 'suppressed'],
    [['bounced', 'delivered'], 'bounced'],
    [['complained', 'delivered', 'bounced'], 'complained'],
  ] as const)('turns %j into %s', (kinds, status) => {
    const events = kinds.map((kind, second) => ({ kind, at: at(second), reason: null }));
    expect(foldDelivery(events)).toMatchObject({ status });
    expect(foldDelivery([...events, ...events])).toEqual(foldDelivery(events));
  });

  it('says nothing without events', () => {
    expect(foldDelivery([{ kind: 'opened', at: at(1), reason: null }])).toBeNull();
  });
});
