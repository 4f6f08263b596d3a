export class WebhookAnswer {
  received: true;
  event_id: string;
  /** True when this delivery was stored before. */
  duplicate: boolean;
}
