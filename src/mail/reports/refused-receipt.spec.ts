import { describe, expect, it } from '@jest/globals';
import { classifyMail } from '../classify/classify-mail.js';
import { aMail } from './mail.fixture.js';
import { readReports } from './read-reports.js';

const receipt = (disposition: string, text: string) =>
  aMail({
    from: 'joe@x.example',
    subject: 'Your order',
    contentType: 'multipart/report',
    reportType: 'disposition-notification',
    text,
    reportParts: [
      {
        contentType: 'message/disposition-notification',
        text: `Final-Recipient: rfc822; joe@x.example\nOriginal-Message-ID: <sent-1@our.example>\nDisposition: ${disposition}`,
      },
      { contentType: 'message/rfc822', text: 'Message-ID: <sent-1@our.example>\n\nHello' },
    ],
  });

const BY_PROGRAM = 'automatic-action/MDN-sent-automatically; deleted';

describe('a read receipt by which a program refuses a mail', () => {
  it.each([
    ['Your message to <joe@x.example> was automatically rejected:\nI take no mail from shops.', 'undefined'],
    [
      'Your message to <joe@x.example> was automatically rejected:\nQuota exceeded (mailbox full)',
      'mailbox_full',
    ],
    ['The message was refused by the recipient.\nuser unknown', 'filtered'],
  ])('is a soft bounce: %s', (text, reason) => {
    const mail = receipt(BY_PROGRAM, text);
    const reports = readReports(mail);
    expect(reports).toMatchObject([
      { recipient: 'joe@x.example', action: 'failed', severity: 'soft', reason },
    ]);
    expect(reports[0]?.originalMessageId).toBe('sent-1@our.example');
    expect(classifyMail(mail, reports)).toEqual({ kind: 'bounce', reason: 'delivery_failed' });
  });

  it.each([
    [BY_PROGRAM, 'Your message was deleted without being read.'],
    ['manual-action/MDN-sent-manually; deleted', 'I rejected your message.'],
    ['manual-action/MDN-sent-manually; displayed', 'Your message was read.'],
  ])('is not a bounce if nothing was refused: %s, %s', (disposition, text) => {
    const mail = receipt(disposition, text);
    expect(classifyMail(mail, readReports(mail)).reason).toBe('read_receipt');
  });
});
