import { describe, expect, it } from '@jest/globals';
import { type ProviderEvent } from '../provider.js';
import { RESEND_EVENT_KINDS } from './event-types.js';
import { resend } from './resend.js';

const EMAIL_ID = '0b6f5a1e-7c1d-4a52-9e55-1f0c2a7d9b01';
const CREATED_AT = '2026-11-20T10:00:03.001Z';
const SENT = {
  email_id: EMAIL_ID,
  message_id: '<0100-aa@eu-west-1.amazonses.example>',
  created_at: '2026-11-20T10:00:00.894Z',
  from: 'Shop <hello@shop.example>',
  to: ['Gone@Corp.example'],
  subject: 'Your receipt',
  tags: { order: '1041' },
};
const PERMANENT = {
  type: 'Permanent',
  subType: 'General',
  message: 'The receiving server refused the address.',
  diagnosticCode: ['smtp; 550 5.1.1 no such user'],
};

function event(type: unknown, data: unknown, deliveryId: string | null = 'msg_1'): ProviderEvent {
  return resend.normalise({ created_at: CREATED_AT, data, type }, deliveryId);
}

function bounced(data: object, bounce: unknown = PERMANENT): ProviderEvent {
  return event('email.bounced', { ...SENT, ...data, bounce });
}

describe('an outbound event of Resend', () => {
  it('is read completely', () => {
    expect(event('email.bounced', { ...SENT, bounce: PERMANENT })).toEqual({
      type: 'email.bounced',
      kind: 'bounced',
      deliveryId: 'msg_1',
      occurredAt: new Date(CREATED_AT),
      emailId: EMAIL_ID,
      messageId: '0100-aa@eu-west-1.amazonses.example',
      ownId: null,
      recipients: ['gone@corp.example'],
      recipient: 'gone@corp.example',
      bounce: { ...PERMANENT, diagnosticCode: 'smtp; 550 5.1.1 no such user' },
      suppression: null,
      received: null,
      reason: null,
    });
  });

  it('knows all 37 types of the SDK', () => {
    const documented = Object.keys(RESEND_EVENT_KINDS).filter((type) => type !== 'message.attempt.exhausted');
    expect(documented).toHaveLength(37);
    const kinds = documented.map((type) => event(type, SENT).kind).filter((kind) => kind !== 'unknown');
    expect(kinds).toEqual(
      'sent delivered deferred complained bounced opened clicked received failed suppressed suppression_added suppression_removed'.split(
        ' ',
      ),
    );
  });

  it.each([
    'contact.created',
    'inbox.thread.created',
    'email.invented',
    'message.attempt.exhausted',
    'constructor',
  ])('of the type %s is stored and ignored', (type) => {
    expect(event(type, { appId: 'app_1', msgId: 'msg_2' })).toMatchObject({
      type,
      kind: 'unknown',
      emailId: null,
    });
  });

  it.each<[string, object, string | null]>([
    ['one recipient', {}, 'gone@corp.example'],
    ['one recipient with a display name', { to: ['Gone <gone@corp.example>'] }, 'gone@corp.example'],
    ['one recipient twice', { to: ['gone@corp.example', 'GONE@corp.example'] }, 'gone@corp.example'],
    ['one recipient as a string', { to: 'gone@corp.example' }, 'gone@corp.example'],
    ['two recipients', { to: ['gone@corp.example', 'kim@corp.example'] }, null],
    ['two recipients in one string', { to: 'gone@corp.example, kim@corp.example' }, null],
    ['a copy in its headers', { headers: [{ name: 'Cc', value: 'Kim <kim@corp.example>' }] }, null],
    ['a recipient and something unreadable', { to: ['gone@corp.example', 'undisclosed'] }, null],
    ['a recipient and a number', { to: ['gone@corp.example', 7] }, null],
    ['10,000 recipients', { to: Array.from({ length: 10_000 }, () => 'gone@corp.example') }, null],
    ['no recipient', { to: [] }, null],
  ])('with %s is tied to its recipient only if that is certain', (_title, data, recipient) => {
    expect(bounced(data).recipient).toBe(recipient);
    expect(event('email.complained', { ...SENT, ...data }).recipient).toBe(recipient);
  });

  it.each<[string, string, string | null]>([
    ['the recipient', '550 5.1.1 <gone@corp.example>: user unknown', 'gone@corp.example'],
    ['somebody else, so that a Bcc may have bounced', '550 5.1.1 <bcc@corp.example>: user unknown', null],
    ['nobody', '550 5.1.1 user unknown', 'gone@corp.example'],
  ])('with a remote answer that names %s', (_title, answer, recipient) => {
    expect(bounced({}, { ...PERMANENT, diagnosticCode: [answer] }).recipient).toBe(recipient);
  });

  it('with two remote answers is about two recipients, whatever the event shows', () => {
    const diagnosticCode = ['550 5.1.1 <gone@corp.example>: user unknown', '550 5.1.1 user unknown'];
    expect(bounced({}, { ...PERMANENT, diagnosticCode }).recipient).toBeNull();
  });
});

describe('a bounce of Resend', () => {
  it.each<[string, unknown, Partial<ProviderEvent['bounce'] & object>]>([
    [
      'Transient',
      { type: 'Transient', subType: 'MailboxFull' },
      { type: 'Transient', subType: 'MailboxFull' },
    ],
    ['Temporary', { type: 'Temporary', subType: 'General' }, { type: 'Transient', subType: 'General' }],
    ['an invented type', { type: 'Cosmic', subType: 'Ray' }, { type: 'Cosmic', subType: 'Ray' }],
    ['the type "constructor"', { type: 'constructor' }, { type: 'constructor' }],
    [
      'only a message, as in 2023',
      { message: 'no' },
      { type: 'Undetermined', subType: 'Undetermined', message: 'no' },
    ],
    ['a diagnostic string', { type: 'Permanent', diagnosticCode: '550 no' }, { diagnosticCode: '550 no' }],
    [
      'two diagnostics',
      { type: 'Permanent', diagnosticCode: ['550 a', '550 b'] },
      { diagnosticCode: '550 a | 550 b' },
    ],
    ['no object', 'gone', { type: 'Undetermined', diagnosticCode: null }],
  ])('of %s is read correctly', (_title, bounce, expected) => {
    expect(bounced({}, bounce)).toMatchObject({ kind: 'bounced', bounce: expected });
  });

  it.each(['Suppressed', 'OnAccountSuppressionList'])(
    'of sub-type %s is a suppression, not a new bounce',
    (subType) => {
      expect(bounced({}, { type: 'Permanent', subType, message: 'on the list' })).toMatchObject({
        type: 'email.bounced',
        kind: 'suppressed',
        bounce: null,
        reason: subType,
        recipient: 'gone@corp.example',
      });
    },
  );
});

describe('other outcomes at Resend', () => {
  it.each<[string, object, string | null]>([
    ['email.failed', { failed: { reason: 'reached_daily_quota' } }, 'reached_daily_quota'],
    ['email.failed', {}, null],
    ['email.suppressed', { suppressed: { type: 'OnAccountSuppressionList' } }, 'OnAccountSuppressionList'],
    [
      'email.suppressed',
      { suppressed: { type: 'Suppressed', reason: 'previous_bounce' } },
      'previous_bounce',
    ],
    ['email.delivered', { failed: { reason: 'not of this type' } }, null],
  ])('%s with %j gives the reason %p', (type, data, reason) => {
    expect(event(type, { ...SENT, ...data }).reason).toBe(reason);
  });

  it('say which address entered or left the list, and why', () => {
    const data = {
      id: 'x',
      email: 'Gone@corp.example',
      origin: 'bounce',
      source_id: EMAIL_ID,
      created_at: CREATED_AT,
    };
    const suppression = { address: 'gone@corp.example', origin: 'bounce' };
    const expected = {
      suppression,
      emailId: EMAIL_ID,
      recipient: 'gone@corp.example',
      recipients: ['gone@corp.example'],
    };
    expect(event('suppression.added', data)).toMatchObject({ kind: 'suppression_added', ...expected });
    expect(event('suppression.removed', data)).toMatchObject({ kind: 'suppression_removed', ...expected });
  });

  it.each([{ email: 7 }, { email: 'nobody' }, { email: 'a@b.example, c@d.example' }, {}])(
    'ignore a list change with %j',
    (data) => {
      expect(event('suppression.added', data)).toMatchObject({ suppression: null, recipient: null });
    },
  );
});

describe('email.received of Resend', () => {
  const RECEIVED = {
    email_id: '3c9f0d52-2f5b-4f0e-8a55-6d3f6f1a7b10',
    created_at: '2026-11-20T10:01:11.894Z',
    from: 'kim@corp.example',
    to: ['support@in.shop.example'],
    cc: ['Lee <lee@corp.example>'],
    bcc: [],
    received_for: ['Helpdesk@shop.example'],
    message_id: '<CAF-17@mail.corp.example>',
    subject: 'Re: order 1041',
    attachments: [
      {
        id: '9d1c6a77-0c51-4a2e-9a6b-52a3f1f0c001',
        filename: 'scan.pdf',
        content_type: 'application/pdf',
        content_disposition: 'attachment',
        content_id: '<scan@corp>',
      },
      { id: 'a', filename: null, content_type: 'image/png', content_disposition: null, content_id: null },
    ],
  };

  it('names everybody it may be for, but no single recipient', () => {
    expect(event('email.received', RECEIVED)).toMatchObject({
      kind: 'received',
      emailId: RECEIVED.email_id,
      messageId: 'CAF-17@mail.corp.example',
      recipients: ['support@in.shop.example', 'lee@corp.example', 'helpdesk@shop.example'],
      recipient: null,
    });
  });

  it('keeps what the webhook says about the mail', () => {
    expect(event('email.received', RECEIVED).received).toEqual({
      from: 'kim@corp.example',
      to: ['support@in.shop.example'],
      cc: ['Lee <lee@corp.example>'],
      bcc: [],
      receivedFor: ['Helpdesk@shop.example'],
      subject: 'Re: order 1041',
      messageId: 'CAF-17@mail.corp.example',
      attachments: [
        {
          id: '9d1c6a77-0c51-4a2e-9a6b-52a3f1f0c001',
          filename: 'scan.pdf',
          contentType: 'application/pdf',
          contentDisposition: 'attachment',
          contentId: 'scan@corp',
        },
        { id: 'a', filename: null, contentType: 'image/png', contentDisposition: null, contentId: null },
      ],
      text: null,
      html: null,
    });
  });

  it('keeps an unexpected body as a last resort', () => {
    const { received } = event('email.received', { ...RECEIVED, text: 'line 1\nline 2\0', html: '<p>x</p>' });
    expect(received).toMatchObject({ text: 'line 1\nline 2', html: '<p>x</p>' });
  });

  it('takes the time of arrival from the data if the envelope has none, and only for received mail', () => {
    const at = (type: string) => resend.normalise({ type, data: RECEIVED }, 'msg_1').occurredAt;
    expect(at('email.received')).toEqual(new Date(RECEIVED.created_at));
    expect(at('email.delivered')).toBeNull();
  });
});
