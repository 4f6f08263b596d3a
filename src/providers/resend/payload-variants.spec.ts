import { describe, expect, it } from '@jest/globals';
import { resend } from './resend.js';

/**
 * Every shape of payload in Resend's documentation, OpenAPI, SDK or captured traffic, with our own values. Each row has
 * a title, the payload, and what must be read from it.
 */
type Variant = [title: string, payload: object, expected: object];

const AT = '2026-11-18T07:30:09.250Z';
const MAIL = {
  email_id: '7d0c2b1a-44e8-4d7b-8a39-6f5e4d3c2b1a',
  message_id: '<0102-c7@eu-west-1.amazonses.example>',
  created_at: '2026-11-18T07:30:02.118Z',
  from: 'Mill & Loom <orders@loom.example>',
  to: ['ida@weaver.example'],
  subject: 'Two metres of linen',
};
const [IDA, LINEN] = ['ida@weaver.example', MAIL.email_id];
const OURS = '0199d0a2-7a11-7c3e-8f00-5b7d8a1c2e3f';
const OF_MAIL = { emailId: LINEN, messageId: '0102-c7@eu-west-1.amazonses.example', recipient: IDA };

const sent = (type: string, more: object = {}) => ({
  type,
  created_at: AT,
  data: { ...MAIL, ...more },
});
const refused = (type: string, subType: string, more: object = {}) =>
  sent('email.bounced', { bounce: { type, subType, message: 'It did not arrive.', ...more } });

const lifecycle: Variant[] = [
  ['email.sent', 'sent'],
  ['email.scheduled', 'unknown'],
  ['email.delivered', 'delivered'],
  ['email.delivery_delayed', 'deferred'],
  ['email.complained', 'complained'],
  ['email.opened', 'opened'],
].map(([type, kind]) => [`${type}, which says nothing but of which mail`, sent(type!), { kind, ...OF_MAIL }]);

const common: Variant[] = [
  [
    'an event of before August 2026, without message_id',
    sent('email.delivered', { message_id: undefined }),
    { ...OF_MAIL, messageId: null },
  ],
  [
    'a broadcast with tags as an object',
    sent('email.delivered', { broadcast_id: 'b-3', template_id: 't-9', tags: { loom: '4' } }),
    { ...OF_MAIL, ownId: null },
  ],
  [
    'a mail that we sent, by our tag',
    sent('email.delivered', { tags: { loom: '4', postroom_message: OURS } }),
    { ...OF_MAIL, ownId: OURS },
  ],
  [
    'a tag like ours that names no message',
    sent('email.delivered', { tags: { postroom_message: '4; DROP' } }),
    { ...OF_MAIL, ownId: null },
  ],
  [
    'tags as the list that was sent',
    sent('email.delivered', { tags: [{ name: 'loom', value: '4' }] }),
    OF_MAIL,
  ],
  [
    'custom headers without a copy',
    sent('email.complained', { headers: [{ name: 'Reply-To', value: 'desk@loom.example' }] }),
    OF_MAIL,
  ],
  [
    'members in the order of the alphabet, the event before its mail',
    { created_at: '2026-11-18T07:30:01.000Z', data: MAIL, type: 'email.sent' },
    { ...OF_MAIL, occurredAt: new Date('2026-11-18T07:30:01.000Z') },
  ],
  [
    'a time with microseconds and an offset',
    { ...sent('email.delivered'), created_at: '2026-11-18T07:30:09.250731+00:00' },
    { occurredAt: new Date(AT) },
  ],
  [
    'a time as PostgreSQL writes it',
    { ...sent('email.delivered'), created_at: '2026-11-18 07:30:09.25+00' },
    { occurredAt: new Date(AT) },
  ],
  [
    'a click, whose details are in camelCase',
    sent('email.clicked', {
      click: {
        ipAddress: '192.0.2.7',
        link: 'https://loom.example/',
        timestamp: AT,
        userAgent: 'Mozilla/5.0',
      },
    }),
    { kind: 'clicked', ...OF_MAIL },
  ],
  [
    'one of the events of a mail to three people',
    sent('email.complained', { to: [IDA, 'ole@weaver.example', 'una@weaver.example'] }),
    { kind: 'complained', recipient: null, recipients: [IDA, 'ole@weaver.example', 'una@weaver.example'] },
  ],
];

const SUB_TYPES: [type: string, subType: string][] = [
  ['Permanent', 'General'],
  ['Permanent', 'NoEmail'],
  ['Permanent', 'MessageRejected'],
  ['Transient', 'General'],
  ['Transient', 'MailboxFull'],
  ['Transient', 'MessageTooLarge'],
  ['Transient', 'ContentRejected'],
  ['Transient', 'AttachmentRejected'],
  ['Undetermined', 'Undetermined'],
];
const bounces: Variant[] = [
  ...SUB_TYPES.map<Variant>(([type, subType]) => [
    `a bounce ${type}/${subType}`,
    refused(type, subType),
    {
      kind: 'bounced',
      bounce: { type, subType, message: 'It did not arrive.', diagnosticCode: null },
      ...OF_MAIL,
    },
  ]),
  ['a bounce called Temporary', refused('Temporary', 'General'), { bounce: { type: 'Transient' } }],
  [
    'a bounce with what the server said',
    refused('Permanent', 'General', { diagnosticCode: ['smtp; 550 5.1.1 unknown here'] }),
    { bounce: { diagnosticCode: 'smtp; 550 5.1.1 unknown here' }, recipient: IDA },
  ],
  [
    'a bounce of 2023',
    sent('email.bounced', { message_id: undefined, bounce: { message: 'It did not arrive.' } }),
    { kind: 'bounced', bounce: { type: 'Undetermined', message: 'It did not arrive.' } },
  ],
  ...['Suppressed', 'OnAccountSuppressionList'].map<Variant>((subType) => [
    `a refusal to send that is called a bounce: ${subType}`,
    refused('Permanent', subType),
    { kind: 'suppressed', bounce: null, reason: subType, recipient: IDA },
  ]),
];

const refusals: Variant[] = [
  [
    'suppressed, as in the documentation',
    sent('email.suppressed', { suppressed: { message: 'Not sent.', type: 'OnAccountSuppressionList' } }),
    { kind: 'suppressed', reason: 'OnAccountSuppressionList', recipient: IDA },
  ],
  ...['previous_bounce', 'previous_complaint'].map<Variant>((reason) => [
    `suppressed, as in the OpenAPI document, after a ${reason}`,
    sent('email.suppressed', {
      suppressed: { message: 'Not sent.', type: 'Suppressed', reason, diagnosticCode: ['550 5.7.1 no'] },
    }),
    { kind: 'suppressed', reason, bounce: null },
  ]),
  ...['reached_daily_quota', 'topic_opt_out'].map<Variant>((reason) => [
    `failed for ${reason}`,
    sent('email.failed', { failed: { reason } }),
    { kind: 'failed', reason },
  ]),
];

const ENTRY = {
  id: '9e8d7c6b-1a2b-4c3d-8e4f-aabbccddeeff',
  email: 'Ida@Weaver.example',
  source_id: LINEN,
  created_at: AT,
};
const list: Variant[] = [
  ...['bounce', 'complaint'].map<Variant>((origin) => [
    `onto the list by a ${origin}`,
    { type: 'suppression.added', created_at: AT, data: { ...ENTRY, origin } },
    { kind: 'suppression_added', emailId: LINEN, suppression: { address: IDA, origin } },
  ]),
  ...['suppression.added', 'suppression.removed'].map<Variant>((type) => [
    `by hand: ${type}`,
    { type, created_at: AT, data: { ...ENTRY, origin: 'manual', source_id: null } },
    { emailId: null, recipient: IDA, suppression: { address: IDA, origin: 'manual' } },
  ]),
];

const ARRIVED = {
  email_id: LINEN,
  created_at: '2026-11-18T07:30:08.001Z',
  from: 'ida@weaver.example',
  to: ['help@in.loom.example'],
  cc: [],
  bcc: [],
  subject: 'Linen or hemp?',
};
const FILE = { id: '0a1b2c3d-0000-4000-8000-1234567890ab', filename: 'weave.png', content_type: 'image/png' };
const received: Variant[] = [
  [
    'a mail as the first page had it: no Message-ID, no received_for, ids of files with a prefix',
    {
      type: 'email.received',
      created_at: AT,
      data: { ...ARRIVED, created_at: undefined, attachments: [{ ...FILE, id: 'att_w7' }] },
    },
    {
      kind: 'received',
      messageId: null,
      occurredAt: new Date(AT),
      recipients: ['help@in.loom.example'],
      received: {
        receivedFor: [],
        attachments: [{ id: 'att_w7', filename: 'weave.png', contentDisposition: null, contentId: null }],
      },
    },
  ],
  [
    'a mail that was forwarded, with an inline image and a file without a name',
    {
      type: 'email.received',
      created_at: AT,
      data: {
        ...ARRIVED,
        message_id: '<w-5@weaver.example>',
        received_for: ['desk@loom.example'],
        attachments: [
          { ...FILE, content_disposition: 'inline', content_id: '<weave@1>' },
          { ...FILE, filename: null, content_disposition: null, content_id: null },
        ],
      },
    },
    {
      messageId: 'w-5@weaver.example',
      recipients: ['help@in.loom.example', 'desk@loom.example'],
      received: { attachments: [{ contentDisposition: 'inline', contentId: 'weave@1' }, { filename: null }] },
    },
  ],
  [
    'a mail with a display name and nobody named but in Bcc',
    {
      type: 'email.received',
      created_at: AT,
      data: { ...ARRIVED, from: 'Ida Ek <ida@weaver.example>', to: [], bcc: ['help@in.loom.example'] },
    },
    {
      recipients: ['help@in.loom.example'],
      received: { from: 'Ida Ek <ida@weaver.example>', attachments: [] },
    },
  ],
  [
    'a mail that brings its text although it should not',
    { type: 'email.received', created_at: AT, data: { ...ARRIVED, text: 'Hemp.', html: '<p>Hemp.</p>' } },
    { received: { text: 'Hemp.', html: '<p>Hemp.</p>' } },
  ],
];

const NOT_OURS: [type: string, data: object][] = [
  ['contact.created', { id: 'c-1', audience_id: 'a-1', segment_ids: [], email: IDA, unsubscribed: true }],
  ['contact.topics.updated', { email: IDA, topics: [{ id: 't-1', subscription: 'opt_out' }] }],
  [
    'domain.updated',
    { id: 'd-1', name: 'loom.example', status: 'verified', region: 'eu-west-1', records: [] },
  ],
  [
    'topic.created',
    { id: 't-1', name: 'News', description: null, default_subscription: 'opt_in', deleted: false },
  ],
  ['inbox.email.received', { source: 'api', inbox_id: 'i-1', email: { from: 'Ida <ida@weaver.example>' } }],
  ['inbox.thread.labels.updated', { source: 'agent', inbox_id: 'i-1', thread: { id: 'th-1' } }],
  [
    'message.attempt.exhausted',
    {
      appId: 'app_1',
      msgId: 'msg_2',
      endpointId: 'ep_3',
      lastAttempt: { id: 'atmpt_4', responseStatusCode: 500 },
    },
  ],
  ['email.teleported', { ...MAIL, by: 'pigeon' }],
];
const others: Variant[] = NOT_OURS.map(([type, data]) => [
  `${type}, of which nothing follows`,
  { type, created_at: AT, data },
  { type, kind: 'unknown', bounce: null, suppression: null, received: null, occurredAt: new Date(AT) },
]);

describe('a payload of Resend', () => {
  it.each([...lifecycle, ...common, ...bounces, ...refusals, ...list, ...received, ...others])(
    '%s',
    (_title, payload, expected) => {
      // as sent: undefined members are absent
      const told: unknown = JSON.parse(JSON.stringify(payload));
      expect(resend.normalise(told, 'msg_4')).toMatchObject({ deliveryId: 'msg_4', ...expected });
    },
  );
});
