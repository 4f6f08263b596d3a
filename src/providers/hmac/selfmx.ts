import { fromProfile } from './profile.js';

/**
 * SelfMX (aduggleby/selfmx), as its webhook page describes it: `X-Webhook-Signature: sha256=<hex>` over the body, event
 * types without the `email.` prefix, `to` as one string, bounces as `hard` or `soft`. No time is signed, so an old
 * request verifies forever; the event id in the signed body makes a repeated one a duplicate.
 *
 * The page was withdrawn before the feature was built, so this is a format, not a tested sender.
 */
export const selfmx = fromProfile({
  id: 'selfmx',
  title: 'SelfMX',
  scheme: {
    signatureHeader: 'x-webhook-signature',
    prefix: 'sha256=',
    encoding: 'hex',
    signed: 'body',
    timestamp: null,
    idHeaders: [],
    secretEncoding: 'utf8',
  },
  paths: {
    type: 'type',
    id: 'id',
    occurredAt: 'created_at',
    emailId: 'data.email_id',
    recipients: 'data.to',
    bounceType: 'data.bounce_type',
    diagnosticCode: 'data.bounce_code',
    bounceMessage: 'data.bounce_message',
  },
  kinds: {
    queued: 'unknown',
    sending: 'sent',
    delivered: 'delivered',
    bounced: 'bounced',
    complained: 'complained',
    opened: 'opened',
    clicked: 'clicked',
  },
});
