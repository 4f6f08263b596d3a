import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { SharedTime } from '../in-time.js';

/** One sample of a gauge. */
export interface Sample {
  labels?: Record<string, string>;
  value: number;
}

/** Values from the database are read at most this often, however many scrapers there are. */
const KEPT_MS = 5_000;
/** For all gauges together. */
export const LOOKS_TIMEOUT_MS = 2_000;

const FAST_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const SLOW_SECONDS = [0.1, 0.5, 1, 2, 5, 10, 30, 60, 300, 900, 3_600, 14_400];

/** What this process measures, for Prometheus. Labels have closed sets of values: never an address, an id or a path. */
export class Metrics {
  private readonly registry = new Registry();

  /** Seconds per request, by route template. */
  readonly requests = new Histogram({
    name: 'http_request_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'route', 'status'],
    buckets: FAST_SECONDS,
    registers: [this.registry],
  });

  readonly webhookAnswers = new Counter({
    name: 'webhook_answers_total',
    help: 'Answers to providers, by source and status',
    labelNames: ['source', 'status'],
    registers: [this.registry],
  });

  /** From receipt to the end of processing, including pauses. */
  readonly processing = new Histogram({
    name: 'inbox_processing_seconds',
    help: 'Time from receipt or replay of an event to the end of its processing',
    labelNames: ['kind'],
    buckets: SLOW_SECONDS,
    registers: [this.registry],
  });

  readonly purged = new Counter({
    name: 'retention_purged_total',
    help: 'What retention has taken away, by class',
    labelNames: ['class'],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  /**
   * A gauge that is read when somebody scrapes. If reading fails or takes too long, the gauge is absent and
   * `metrics_failed` says so: a stale value must not pass for a current one.
   *
   * @param look resolves with all samples of the gauge
   */
  watch(name: string, help: string, labelNames: string[], look: () => Promise<Sample[]>): void {
    const gauge = new Gauge({ name, help, labelNames, registers: [this.registry] });
    gauge.remove({}); // a gauge without labels starts at 0
    let known: Sample[] = [];
    let readAt = -Infinity;
    this.readings.push(async (time) => {
      if (performance.now() - readAt < KEPT_MS) return;
      readAt = performance.now();
      const samples = await time.spend(look).catch(() => null);
      for (const { labels = {} } of known) gauge.remove(labels);
      known = samples ?? [];
      for (const { labels = {}, value } of known) gauge.set(labels, value);
      this.failed.set({ metric: name }, samples === null ? 1 : 0); // whoever uses what is away logs the reason
    });
  }

  private readonly readings: ((time: SharedTime) => Promise<void>)[] = [];

  private readonly failed = new Gauge({
    name: 'metrics_failed',
    help: '1 when a metric could not be read',
    labelNames: ['metric'],
    registers: [this.registry],
  });

  /** Prometheus text format 0.0.4. */
  async text(): Promise<string> {
    const time = new SharedTime(LOOKS_TIMEOUT_MS);
    for (const read of this.readings) await read(time);
    return this.registry.metrics();
  }

  get contentType(): string {
    return this.registry.contentType;
  }
}
