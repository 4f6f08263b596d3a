import { Injectable } from '@nestjs/common';
import { Log } from '../platform/logging/log.js';
import { InRounds } from '../platform/rounds/in-rounds.js';
import { Suppressions } from './suppressions.js';

const LOOK_EVERY_MS = 1_000;

/** Takes addresses off the list that their evidence no longer keeps there. */
@Injectable()
export class Expiry extends InRounds {
  constructor(
    private readonly suppressions: Suppressions,
    log: Log,
  ) {
    super({ name: 'expiry of suppressions', pauseMs: LOOK_EVERY_MS, log });
  }

  protected async round(): Promise<boolean> {
    return (await this.suppressions.expireDue()) > 0;
  }
}
