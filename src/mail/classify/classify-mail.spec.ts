import { describe, expect, it } from '@jest/globals';
import { aDsn, aMail, type MailFixture } from '../reports/mail.fixture.js';
import { readReports } from '../reports/read-reports.js';
import { classifyMail } from './classify-mail.js';

const classify = (mail: ReturnType<typeof aMail>) => classifyMail(mail, readReports(mail));

const FAILED = 'Final-Recipient: rfc822; bob@gone.example\nAction: failed\nStatus: 5.1.1\n';

/** Exchange writes this on all that the rules of a mailbox send. */
const OF_A_RULE = {
  'auto-submitted': 'auto-generated',
  'x-ms-exchange-generated-message-source': 'Mailbox Rules Agent',
};

describe('classifyMail', () => {
  it.each<[string, MailFixture, string, string]>([
    ['a plain mail', {}, 'human', 'no_automatic_sign'],
    [
      'Auto-Submitted: no with a comment',
      { headers: { 'auto-submitted': 'no (a person)' } },
      'human',
      'auto_submitted_no',
    ],
    [
      'X-Auto-Response-Suppress alone',
      { headers: { 'x-auto-response-suppress': 'All' } },
      'human',
      'no_automatic_sign',
    ],
    [
      'a web form that writes for a person',
      { from: 'noreply@shop.example', replyTo: 'ann@customer.example' },
      'human',
      'no_automatic_sign',
    ],
    [
      'a reply with List-Unsubscribe',
      { inReplyTo: 'x@our.example', headers: { 'list-unsubscribe': '<https://crm.example/u>' } },
      'human',
      'no_automatic_sign',
    ],
    ['a list', { headers: { 'list-id': 'Talk <talk.lists.example>' } }, 'list', 'list_id'],
    [
      'a newsletter',
      { headers: { 'list-unsubscribe': '<https://news.example/u>' } },
      'list',
      'list_unsubscribe',
    ],
    [
      'auto-replied with parameters',
      { headers: { 'auto-submitted': 'auto-replied; owner-email="x@y.example"' } },
      'auto_reply',
      'auto_submitted_auto_replied',
    ],
    [
      'auto-generated',
      { headers: { 'auto-submitted': 'Auto-Generated (cron)' } },
      'auto_generated',
      'auto_submitted',
    ],
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
    [
      'auto-generated behind a comment',
      { headers: { 'auto-submitted': '(nightly (of us)) auto-generated' } },
      'auto_generated',
      'auto_submitted',
    ],
    [
      'no automatic mail, behind a comment',
      { headers: { 'auto-submitted': '(by hand) no', 'list-unsubscribe': '<https://news.example/u>' } },
      'human',
      'auto_submitted_no',
    ],
    [
      'a person who asks about automatic replies',
      { subject: 'automatic reply does not work', text: 'When I set an automatic reply nothing happens.' },
      'human',
      'no_automatic_sign',
    ],
    [
      'an acknowledgement of another help desk',
      {
        subject: '[#4711] Ticket received: my order',
        headers: { 'x-auto-response-suppress': 'All' },
      },
      'auto_reply',
      'acknowledgement_subject',
    ],
    [
      'a person who speaks of a ticket received',
      { subject: 'Ticket received, but no seats' },
      'human',
      'no_automatic_sign',
    ],
    [
      'X-Auto-Submitted',
      { headers: { 'x-auto-submitted': 'auto-replied' } },
      'auto_reply',
      'auto_submitted_auto_replied',
    ],
    ['ServiceNow', { headers: { 'x-servicenow-generated': 'true' } }, 'auto_generated', 'notification'],
    [
      'a TLS report',
      { contentType: 'multipart/report', reportType: 'tlsrpt', from: 'noreply-tls@isp.example' },
      'auto_generated',
      'aggregate_report',
    ],
    ['Precedence: bulk', { headers: { precedence: 'bulk' } }, 'auto_generated', 'precedence_bulk'],
    [
      'a mail that was passed on by itself',
      { headers: { 'auto-submitted': 'auto-forwarded' } },
      'human',
      'no_automatic_sign',
    ],
    [
      "a mail that a group's address passed on",
      { headers: { 'x-autogenerated': 'group' } },
      'human',
      'no_automatic_sign',
    ],
    ['an answer of CommuniGate', { headers: { 'x-autogenerated': 'Reply' } }, 'auto_reply', 'x_autoreply'],
    [
      'a postmaster who answers',
      { from: 'postmaster@customer.example', inReplyTo: 'a@our.example' },
      'human',
      'no_automatic_sign',
    ],
    [
      'a postmaster who writes first',
      { from: 'postmaster@customer.example' },
      'auto_generated',
      'mail_system_sender',
    ],
    ['a subject about a car', { subject: 'Auto: Reifenwechsel' }, 'human', 'no_automatic_sign'],
    [
      'a help desk that answers by itself',
      { headers: { 'x-anydesk-autoreply': 'yes' } },
      'auto_reply',
      'x_autoreply',
    ],
    [
      'a program by its name',
      { headers: { 'x-mailer': 'ACME Autoresponder 2' } },
      'auto_reply',
      'autoresponder_mailer',
    ],
    [
      'a program by its return path',
      { headers: { 'return-path': '<autoresponse-17@shop.example>' } },
      'auto_reply',
      'autoresponder_return_path',
    ],
    ['a challenge', { headers: { 'x-boxtrapper': 'k1' } }, 'auto_reply', 'challenge'],
    ['a holiday reply', { headers: { 'x-holidayreply': '1' } }, 'auto_reply', 'x_autoreply'],
    ['an issue tracker', { headers: { 'x-jira-fingerprint': 'f1' } }, 'auto_generated', 'notification'],
    ['a campaign', { headers: { 'x-mc-user': 'f00' } }, 'list', 'campaign'],
    [
      'a list by its archive',
      { headers: { 'list-archive': '<https://lists.example/a>' } },
      'list',
      'list_id',
    ],
    [
      'another help desk that has answered',
      { headers: { 'x-otrs-loop': 'yes' } },
      'auto_generated',
      'x_loop',
    ],
    ['no-reply in Portuguese', { from: 'nao-responda@shop.example' }, 'auto_generated', 'no_reply_sender'],
    ['no-reply with a number', { from: 'noreply2@shop.example' }, 'auto_generated', 'no_reply_sender'],
    ['a host for no-reply', { from: 'ann@users.noreply.forge.example' }, 'auto_generated', 'no_reply_sender'],
    ['a monitoring program by its name', { from: 'grafana@mon.example' }, 'auto_generated', 'program_sender'],
    ['a fax machine', { from: 'fax@our.example' }, 'auto_generated', 'program_sender'],
    ['what a person scans at the machine', { from: 'scanner@our.example' }, 'human', 'no_automatic_sign'],
    ['a telephone system', { headers: { 'x-asterisk-callerid': '0123' } }, 'auto_generated', 'notification'],
    [
      'a help desk that acknowledges without a mark',
      {
        subject: 'Ticket Received - [#117904] Your offer',
        text: 'We would like to acknowledge your request. A ticket has been created.',
      },
      'auto_reply',
      'acknowledgement_subject',
    ],
    [
      'a person who has received something',
      { subject: 'We received your message', text: 'Thank you. Please send two of them.' },
      'human',
      'no_automatic_sign',
    ],
    ['a monitoring program', { from: 'alerts@monitor.example' }, 'auto_generated', 'program_sender'],
    [
      'a notification for a person',
      { from: 'notifications@forum.example', replyTo: 'ann@customer.example' },
      'human',
      'no_automatic_sign',
    ],
    ['X-Loop', { headers: { 'x-loop': 'yes' } }, 'auto_generated', 'x_loop'],
    [
      'an address that has handled the mail',
      { headers: { 'x-loop': 'desk@other.example' } },
      'human',
      'no_automatic_sign',
    ],
    [
      'fifty-one hops',
      { headers: { received: Array.from({ length: 51 }, () => 'by mx.example') } },
      'auto_generated',
      'hop_limit',
    ],
    ['no-reply', { from: 'no-reply@shop.example' }, 'auto_generated', 'no_reply_sender'],
    [
      'an internationalised read receipt',
      {
        contentType: 'multipart/report',
        reportParts: [{ contentType: 'message/global-disposition-notification', text: '' }],
      },
      'auto_generated',
      'read_receipt',
    ],
    [
      'a read receipt',
      { contentType: 'multipart/report', reportType: 'disposition-notification' },
      'auto_generated',
      'read_receipt',
    ],
  ])('%s', (_mail, fixture, kind, reason) => {
    expect(classify(aMail(fixture))).toEqual({ kind, reason });
  });

  it.each([
    ['failed', FAILED, 'bounce', 'delivery_failed'],
    ['delayed', FAILED.replace('failed', 'delayed'), 'bounce', 'delivery_delayed'],
    ['delivered', FAILED.replace('failed', 'delivered'), 'auto_generated', 'delivery_confirmed'],
  ])('a report that says %s', (_action, status, kind, reason) => {
    expect(classify(aDsn(status))).toEqual({ kind, reason });
  });

  it('an abuse report is a complaint', () => {
    const text = 'Feedback-Type: abuse\nOriginal-Rcpt-To: <bob@box.example>\n';
    const mail = aMail({ reportParts: [{ contentType: 'message/feedback-report', text }] });
    expect(readReports(mail)[0]).toMatchObject({ recipient: 'bob@box.example', severity: 'complaint' });
    expect(classify(mail)).toEqual({ kind: 'complaint', reason: 'feedback_report' });
  });
});
