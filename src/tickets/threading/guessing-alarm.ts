import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { readWithin } from '../../platform/database/read-within.js';
import { type Alarm, Alarms, LOOK_TIMEOUT_MS } from '../../platform/health/alarms.js';

/** Forged reply addresses within an hour, from all senders together, that raise the alarm. */
const MANY = 100;

/**
 * Raises an alarm when reply addresses are being guessed: nobody can succeed, but somebody tries to get into tickets.
 */
@Injectable()
export class GuessingAlarm implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly alarms: Alarms,
  ) {}

  onModuleInit(): void {
    this.alarms.watch(() => this.look());
  }

  private async look(): Promise<Alarm[]> {
    const forged = await readWithin(
      this.database,
      LOOK_TIMEOUT_MS,
      `SELECT FROM messages WHERE held IS NOT NULL AND received_at > now() - interval '1 hour'
         AND held->>'reason' IN ('reply_address_forged', 'reply_address_guessed') LIMIT ${MANY}`,
    );
    if (forged.length < MANY) return [];
    const detail = `${MANY} mails or more came to forged reply addresses within an hour; they wait in the review queue.`;
    return [{ code: 'reply_addresses_guessed', detail }];
  }
}
