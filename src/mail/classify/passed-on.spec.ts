import { expect, it } from '@jest/globals';
import { aMail, type MailFixture } from '../reports/mail.fixture.js';
import { readReports } from '../reports/read-reports.js';
import { classifyMail } from './classify-mail.js';

/** Exchange adds this to everything that a mailbox rule sends. */
const OF_A_RULE = {
  'auto-submitted': 'auto-generated',
  'x-ms-exchange-generated-message-source': 'Mailbox Rules Agent',
};

it.each<[string, MailFixture, string, string]>([
  [
    'what a rule of an Exchange mailbox forwards',
    {
      subject: 'WG: Heating',
      headers: { ...OF_A_RULE, 'x-ms-exchange-inbox-rules-loop': 'office@x.example' },
    },
    'human',
    'no_automatic_sign',
  ],
  [
    'what a rule of an Exchange mailbox redirects',
    { headers: { ...OF_A_RULE, 'resent-from': 'Office <office@x.example>' } },
    'human',
    'no_automatic_sign',
  ],
  [
    'what a rule of an Exchange mailbox answers',
    { subject: 'Office closed', headers: OF_A_RULE },
    'auto_generated',
    'auto_submitted',
  ],
  [
    'an automatic answer that a rule of an Exchange mailbox redirects',
    {
      subject: 'Automatic reply: Heating',
      headers: { ...OF_A_RULE, 'resent-from': 'office@x.example' },
    },
    'auto_reply',
    'automatic_reply_subject',
  ],
  [
    'what somebody writes in Request Tracker, which sends all in bulk',
    {
      inReplyTo: 'x@our.example',
      headers: { precedence: 'bulk', 'x-rt-originator': 'joe@desk.example' },
    },
    'human',
    'no_automatic_sign',
  ],
  [
    'what Request Tracker answers by itself: it names whom',
    {
      subject: '[desk #7] We have your mail',
      headers: { precedence: 'bulk', 'rt-originator': 'Support@our.example' },
    },
    'auto_generated',
    'precedence_bulk',
  ],
  [
    'what Request Tracker does by itself',
    { headers: { precedence: 'bulk', 'rt-originator': 'RT_System' } },
    'auto_generated',
    'precedence_bulk',
  ],
  [
    'a notice under the subject of a forward, by no rule of a mailbox',
    { subject: 'FW: backup', headers: { 'auto-submitted': 'auto-generated' } },
    'auto_generated',
    'auto_submitted',
  ],
])('%s', (_mail, fixture, kind, reason) => {
  const mail = aMail(fixture);
  expect(classifyMail(mail, readReports(mail))).toEqual({ kind, reason });
});
