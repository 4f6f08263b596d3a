import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { type Alarm, Alarms } from '../health/alarms.js';
import { Log } from '../logging/log.js';
import { InRounds } from '../rounds/in-rounds.js';
import { SecretUnreadable } from './secret-seal.js';

/** The first round runs at once; later ones find what a process with an older version or configuration has written. */
const PAUSE_MS = 60 * 60 * 1000;

/** The secrets in one table. */
export interface SecretsAtRest {
  table: string;
  /** Ids of the rows whose secrets are plain or under an old key. */
  findStale: (db: EntityManager) => Promise<string[]>;
  /** Reseals the secrets of one row; a row that is gone meanwhile is ignored. @throws SecretUnreadable */
  reseal: (tx: EntityManager, id: string) => Promise<void>;
}

/**
 * Brings every stored secret under the first of ENCRYPTION_SECRETS: after a rotation, and secrets stored before
 * encryption existed. Each row is its own transaction, so an interrupted run continues where it stopped.
 */
@Injectable()
export class Resealing extends InRounds {
  private readonly kinds: SecretsAtRest[] = [];
  private unreadable = 0;

  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly log: Log,
    alarms: Alarms,
  ) {
    super({ name: 'secrets at rest', pauseMs: PAUSE_MS, log });
    alarms.watch(() => Promise.resolve(this.alarms()));
  }

  /** Must be called before the application is up. */
  watch(kind: SecretsAtRest): void {
    this.kinds.push(kind);
  }

  override onApplicationBootstrap(): void {
    if (this.kinds.length === 0) return;
    this.rounds.start();
    this.rounds.hurry();
  }

  protected async round(stop: AbortSignal): Promise<void> {
    const seen = { resealed: 0, unreadable: 0 };
    for (const kind of this.kinds) {
      for (const id of await kind.findStale(this.database.manager)) {
        if (stop.aborted) return;
        seen[await this.resealOne(kind, id)] += 1;
      }
    }
    this.unreadable = seen.unreadable;
    if (seen.resealed + seen.unreadable > 0) this.log.info(seen, 'secrets sealed');
  }

  private async resealOne(kind: SecretsAtRest, id: string): Promise<'resealed' | 'unreadable'> {
    try {
      await this.database.transaction((tx) => kind.reseal(tx, id));
      return 'resealed';
    } catch (error) {
      if (!(error instanceof SecretUnreadable)) throw error;
      this.log.error({ table: kind.table, id, err: error }, 'secret unreadable');
      return 'unreadable';
    }
  }

  private alarms(): Alarm[] {
    if (this.unreadable === 0) return [];
    const detail = `${this.unreadable} stored secrets cannot be read: put the secret that sealed them back into ENCRYPTION_SECRETS.`;
    return [{ code: 'secrets_unreadable', detail }];
  }
}
