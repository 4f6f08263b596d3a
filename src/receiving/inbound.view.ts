export class InboundAnswer {
  object: 'inbound_mail';
  event_id: string;
  /** True if the same mail with the same envelope was handed in before. */
  duplicate: boolean;
}
