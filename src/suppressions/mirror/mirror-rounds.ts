import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { Log } from '../../platform/logging/log.js';
import { InRounds } from '../../platform/rounds/in-rounds.js';
import { ProviderApis } from '../../providers/provider-apis.js';
import { ProviderError } from '../../providers/provider-errors.js';
import { Mirror } from './mirror.js';
import { MirrorRuns } from './mirror-runs.js';
import { patient } from './patient-api.js';

const LOOK_EVERY_MS = 1_000;

/** Compares the list with the providers' lists when that is due or was requested. */
@Injectable()
export class MirrorRounds extends InRounds {
  private readonly aliveSince = new Date();
  constructor(
    private readonly config: Config,
    private readonly mirror: Mirror,
    private readonly runs: MirrorRuns,
    private readonly apis: ProviderApis,
    private readonly log: Log,
  ) {
    super({ name: 'mirror', pauseMs: LOOK_EVERY_MS, log });
  }

  protected async round(stop: AbortSignal): Promise<void> {
    if (this.config.suppressionMirror === 'off') return;
    for (const source of this.apis.sources) {
      await this.runs.requestDue(source, this.config.suppressionMirrorMinutes, this.aliveSince);
      const id = await this.runs.take(source);
      if (id !== null) await this.compare(id, source, stop);
    }
  }

  /** If the provider cannot be asked, the next run tries again: nothing is lost by waiting. */
  private async compare(id: string, source: string, stop: AbortSignal): Promise<void> {
    const beat = async () => {
      if (stop.aborted) throw new Stopped();
      await this.runs.beat(id);
    };
    try {
      const run = { id, source, api: patient(this.apis.get(source).suppressions, beat), beat };
      let end = await this.mirror.run(run);
      // at most one more time: a confirmed run doubts nothing
      while (!(await this.runs.finish(id, end))) end = await this.mirror.run(run);
      const { result, error } = end;
      if (error === null) this.log.info({ source, ...result }, 'suppression lists compared');
      else this.log.warn({ source, ...result, error }, 'suppression lists compared in part');
    } catch (error) {
      if (!(error instanceof ProviderError) && !(error instanceof Stopped)) throw error;
      await this.runs.finish(id, { result: null, error: error.message, isDoubtful: false });
      this.log.warn({ source, err: error }, 'suppression lists not compared');
    }
  }
}

class Stopped extends Error {
  constructor() {
    super('The service is stopping.');
  }
}
