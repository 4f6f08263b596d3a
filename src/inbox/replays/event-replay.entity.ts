import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ReplayEvents } from './replay.dto.js';

/**
 * - `running`: events are still being given back to the workers.
 * - `done`: all of them were.
 * - `cancelled`: somebody ended it; events already given back still run.
 */
export type ReplayStatus = 'running' | 'done' | 'cancelled';

/** A replay of many events. */
@Entity('event_replays')
export class EventReplay {
  /** UUIDv7: events younger than it take no part. */
  @PrimaryColumn('uuid')
  id: string;

  @Column('jsonb')
  filter: ReplayEvents;

  @Column('text')
  status: ReplayStatus;

  /** Events that met the filter at the start, those of unknown kind included: which of them run is found out later. */
  @Column('int')
  matched: number;

  @Column('int')
  replayed: number;

  /** Where the walk is. */
  @Column('uuid', { name: 'last_event_id' })
  lastEventId: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'finished_at', nullable: true })
  finishedAt: Date | null;
}
