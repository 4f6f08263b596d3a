import type { VirtualClock } from '../clock.js';
import type { JsonObject } from '../json.js';
import type { Random } from '../random.js';
import type { Emitter } from '../webhooks/emitter.js';

/** An address that gets no more mail, from any domain of the team. */
export interface Suppression {
  id: string;
  email: string;
  origin: 'bounce' | 'complaint' | 'manual';
  /** The mail that led to it. */
  sourceId: string | null;
  createdAt: Date;
}

/** The team's suppression list; emits `suppression.added` and `suppression.removed`. */
export class SuppressionList {
  /** Oldest first, by address in lower case. */
  private readonly byEmail = new Map<string, Suppression>();

  constructor(
    private readonly clock: VirtualClock,
    private readonly random: Random,
    private readonly emitter: Emitter,
  ) {}

  /** Adds an address. One that is already there stays as it is, without an event. */
  add(email: string, origin: Suppression['origin'], sourceId: string | null = null): Suppression {
    const known = this.find(email);
    if (known) return known;
    const entry = { id: this.random.uuid(), email, origin, sourceId, createdAt: this.clock.now() };
    this.byEmail.set(email.toLowerCase(), entry);
    this.emitter.emit('suppression.added', suppressionView(entry));
    return entry;
  }

  /** Removes an address, named by id or address; null if it is not on the list. */
  remove(idOrEmail: string): Suppression | null {
    const entry = this.find(idOrEmail);
    if (!entry) return null;
    this.byEmail.delete(entry.email.toLowerCase());
    this.emitter.emit('suppression.removed', suppressionView(entry));
    return entry;
  }

  find(idOrEmail: string): Suppression | null {
    const byEmail = this.byEmail.get(idOrEmail.toLowerCase());
    return byEmail ?? this.newestFirst().find((entry) => entry.id === idOrEmail) ?? null;
  }

  newestFirst(): Suppression[] {
    return [...this.byEmail.values()].reverse();
  }

  clear(): void {
    this.byEmail.clear();
  }
}

/** An entry as lists and events show it. */
export function suppressionView(entry: Suppression): JsonObject {
  const { id, email, origin, sourceId, createdAt } = entry;
  return { id, email, origin, source_id: sourceId, created_at: createdAt.toISOString() };
}
