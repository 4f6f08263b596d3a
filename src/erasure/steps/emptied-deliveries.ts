/**
 * SET clause of `outbound_mails`: what the provider does not have yet is not sent any more. What it may have taken
 * becomes `unknown`, because nobody can say that it was not sent.
 */
export const WITHDRAWN = `
  request = '{}', lease_token = NULL,
  failure = CASE WHEN state IN ('queued', 'sending') THEN 'recipient_erased' ELSE failure END,
  state = CASE WHEN state = 'sent' THEN 'done' WHEN state NOT IN ('queued', 'sending') THEN state
               WHEN open_attempts > 0 THEN 'unknown' ELSE 'failed' END`;

/** SET clause of `delivery_events`: keeps what became of a mail, but not its recipients. */
export const OF_NOBODY = `recipient = NULL, recipients = '{}', diagnostic_code = NULL, reason = NULL`;

/** SET clause of `delivery_reports`, likewise. */
export const REPORT_OF_NOBODY = `recipient = NULL, verified_recipient = NULL, diagnostic_code = NULL`;
