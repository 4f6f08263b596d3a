export class WebhookAnswer {
  received: true;
  event_id: string;
  /** True if this delivery was already stored. */
  duplicate: boolean;
}
