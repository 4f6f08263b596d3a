import { describe, expect, it } from '@jest/globals';
import { aMail } from './mail.fixture.js';
import { readReports } from './read-reports.js';

const AMAZON = 'no-reply@sns.amazonaws.com';
const notification = (message: object, from = AMAZON) =>
  readReports(
    aMail({
      from,
      text: JSON.stringify({ Type: 'Notification', Message: JSON.stringify(message) }) + '\n\n--',
    }),
  );
const bounce = (entry: object) => ({ notificationType: 'Bounce', bounce: { bouncedRecipients: [entry] } });
const complaint = {
  notificationType: 'Complaint',
  complaint: { complainedRecipients: [{ emailAddress: 'joe@x.example' }] },
};

describe('a notification of Amazon SES', () => {
  it('reports a failure as a delivery status does', () => {
    const entry = {
      emailAddress: 'Joe@X.example',
      action: 'failed',
      status: '5.1.1',
      diagnosticCode: 'smtp; 550 5.1.1 user unknown',
    };
    expect(notification(bounce(entry))).toMatchObject([
      {
        recipient: 'joe@x.example',
        action: 'failed',
        status: '5.1.1',
        diagnosticCode: '550 5.1.1 user unknown',
        severity: 'hard',
        reason: 'user_unknown',
      },
    ]);
  });

  it('says only that a mail failed if it gives no details', () => {
    expect(notification(bounce({ emailAddress: 'joe@x.example' }))).toMatchObject([
      { recipient: 'joe@x.example', action: 'failed', diagnosticCode: null, severity: 'soft' },
    ]);
  });

  it('reports a complaint as an abuse report does', () => {
    expect(notification(complaint)).toMatchObject([
      { recipient: 'joe@x.example', action: 'complaint', severity: 'complaint', status: null },
    ]);
  });

  it.each<[string, object, string]>([
    ['from somebody else', complaint, 'ann@customer.example'],
    ['of another kind', { notificationType: 'Delivery', delivery: {} }, AMAZON],
    ['whose lists are none', { notificationType: 'Bounce', bounce: { bouncedRecipients: 'all' } }, AMAZON],
  ])('is not %s', (_, message, from) => {
    expect(notification(message, from)).toEqual([]);
  });

  it('must be JSON', () => {
    const text = '{ notificationType } hello {';
    expect(readReports(aMail({ from: AMAZON, text }))).toEqual([]);
  });
});
