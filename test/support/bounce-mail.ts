/** A bounce as a mail system writes it, with the given claims. */
export function bounceMail(claim: {
  recipient: string;
  originalMessageId: string;
  status?: string;
  said?: string;
  /** Message-ID of the report itself. */
  messageId?: string;
}): string {
  const { recipient, originalMessageId, status = '5.1.1', said = '550 5.1.1 User unknown' } = claim;
  const { messageId = `${Math.random().toString(36).slice(2)}@mx.remote.example` } = claim;
  return [
    'From: Mail Delivery System <MAILER-DAEMON@mx.remote.example>',
    'To: hello@shop.example',
    'Subject: Undelivered Mail Returned to Sender',
    'Date: Sat, 21 Nov 2026 09:00:00 +0000',
    `Message-ID: <${messageId}>`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'Your message could not be delivered.',
    '',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.remote.example',
    '',
    `Final-Recipient: rfc822; ${recipient}`,
    'Action: failed',
    `Status: ${status}`,
    `Diagnostic-Code: smtp; ${said}`,
    '',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    'From: hello@shop.example',
    `To: ${recipient}`,
    'Subject: Your receipt',
    `Message-ID: <${originalMessageId}>`,
    '',
    '--b--',
    '',
  ].join('\r\n');
}
