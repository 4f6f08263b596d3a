/** SET clause of `outbound_mails`: what has not been sent is not sent any more. */
export const WITHDRAWN = `
  request = '{}', lease_token = NULL, state = CASE state WHEN 'done' THEN state ELSE 'failed' END,
  failure = CASE state WHEN 'done' THEN failure ELSE 'recipient_erased' END`;

/** SET clause of `delivery_events`: what became of a mail is told without saying to whom. */
export const OF_NOBODY = `recipient = NULL, recipients = '{}', diagnostic_code = NULL, reason = NULL`;

/** SET clause of `delivery_reports`: the same. */
export const REPORT_OF_NOBODY = `recipient = NULL, verified_recipient = NULL, diagnostic_code = NULL`;
