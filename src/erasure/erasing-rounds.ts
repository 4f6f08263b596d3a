import { Injectable } from '@nestjs/common';
import { Log } from '../platform/logging/log.js';
import { InRounds } from '../platform/rounds/in-rounds.js';
import { Erasing } from './erasing.js';

const LOOK_EVERY_MS = 1_000;

/** Carries out requested erasures in worker processes, including what a process that died left half done. */
@Injectable()
export class ErasingRounds extends InRounds {
  constructor(
    private readonly erasing: Erasing,
    log: Log,
  ) {
    super({ name: 'erasing', pauseMs: LOOK_EVERY_MS, log });
  }

  protected round(): Promise<boolean> {
    return this.erasing.eraseSome();
  }
}
