import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { SERVER_ERRORS } from './steady-client.js';
import { TAKE_ROOM } from './writable.js';

/** disk_full (https://www.postgresql.org/docs/current/errcodes-appendix.html). */
const DISK_FULL = '53100';

/**
 * Whether the database has room to store something. A full database still answers reads, so this watches for refused
 * writes: after one, the answer is no until an attempt to take some room succeeds.
 */
@Injectable()
export class DatabaseRoom {
  private isDoubted = false;

  constructor(@InjectDataSource() private readonly database: DataSource) {
    SERVER_ERRORS.subscribe((error) => {
      if ((error as { code?: string }).code === DISK_FULL) this.isDoubted = true;
    });
  }

  /**
   * @returns false if there is none
   * @throws the database's error if it cannot be asked
   */
  async isThere(): Promise<boolean> {
    if (!this.isDoubted) return true;
    this.isDoubted = false;
    try {
      await this.database.transaction(async (db) => {
        await db.query(`SET LOCAL work_mem = '64kB'`);
        await db.query(TAKE_ROOM);
      });
    } catch (error) {
      const isFull = this.isDoubted;
      this.isDoubted = true;
      if (!isFull) throw error;
    }
    return !this.isDoubted;
  }
}
