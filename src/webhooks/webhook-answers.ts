import type { IncomingMessage, ServerResponse } from 'node:http';
import { Injectable } from '@nestjs/common';
import { WEBHOOK_ROUTE } from '../platform/http/body-parsing.js';
import { EVERY_ANSWER } from '../platform/http/every-answer.js';
import { measureWebhook } from '../platform/http/measure-requests.js';
import { Log } from '../platform/logging/log.js';
import { Metrics } from '../platform/metrics/metrics.js';
import {
  logProblem,
  PROBLEM_MEDIA_TYPE,
  problemBody,
  toProblem,
} from '../platform/problem/problem-answer.js';
import { Ingress } from './ingress.js';
import { WebhookSources } from './webhook-sources.js';

/** A webhook on the short path. */
export interface PlainWebhook {
  id: string;
  source: string;
  request: IncomingMessage;
  response: ServerResponse;
  /** By `performance.now()`. */
  began: number;
}

/** Answers webhooks on the short path, with the same status, headers, body, metrics and log as on the long way. */
@Injectable()
export class WebhookAnswers {
  constructor(
    private readonly sources: WebhookSources,
    private readonly ingress: Ingress,
    private readonly metrics: Metrics,
    private readonly log: Log,
  ) {}

  /** Never rejects. */
  async answer(webhook: PlainWebhook, body: Buffer): Promise<void> {
    const { headers } = webhook.request;
    try {
      const answer = await this.ingress.take(this.sources.get(webhook.source), { headers, body });
      this.end(webhook, 200, 'application/json; charset=utf-8', JSON.stringify(answer));
    } catch (error) {
      this.refuse(webhook, error);
    }
  }

  refuse(webhook: PlainWebhook, error: unknown): void {
    const problem = toProblem(error);
    const request = { id: webhook.id, method: 'POST', url: webhook.request.url!, route: WEBHOOK_ROUTE };
    logProblem(this.log, problem, error, request);
    if (problem.retryAfterSeconds !== null) {
      webhook.response.setHeader('retry-after', problem.retryAfterSeconds);
    }
    this.end(webhook, problem.type.status, PROBLEM_MEDIA_TYPE, problemBody(problem, request));
  }

  private end(
    { id, source, response, began }: PlainWebhook,
    status: number,
    type: string,
    body: string,
  ): void {
    response.writeHead(status, {
      'content-type': type,
      'content-length': Buffer.byteLength(body),
      'x-request-id': id,
      ...EVERY_ANSWER,
    });
    response.end(body);
    measureWebhook(this.metrics, source, status, performance.now() - began);
  }
}
