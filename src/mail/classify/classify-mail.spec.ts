import { describe, expect, it } from '@jest/globals';
import { aDsn, aMail, type MailFixture } from '../reports/mail.fixture.js';
import { readReports } from '../reports/read-reports.js';
import { classifyMail } from './classify-mail.js';

const classify = (mail: ReturnType<typeof aMail>) => classifyMail(mail, readReports(mail));

const FAILED = 'Final-Recipient: rfc822; bob@gone.example\nAction: failed\nStatus: 5.1.1\n';

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
      'an answer to an absence note',
      { subject: 'Re: Automatic reply: your order' },
      'human',
      'no_automatic_sign',
    ],
    [
      'a question about absences',
      { subject: 'Out of office rules in your product' },
      'human',
      'no_automatic_sign',
    ],
    [
      'an absence mentioned by a person',
      { text: 'I am out of the office until Monday, please call Eve.' },
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
      'an absence note of Exchange, which calls it generated',
      { subject: 'Automatic reply: Your order', headers: { 'auto-submitted': 'auto-generated' } },
      'auto_reply',
      'automatic_reply_subject',
    ],
    [
      'an absence note of Lotus Notes',
      {
        inReplyTo: 'a@our.example',
        subject: 'Ann Lee ist außer Haus.',
        text: 'Ich werde ab 03.05.2026 nicht im Büro sein. Ich kehre zurück am 10.05.2026.',
      },
      'auto_reply',
      'out_of_office',
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
      'no_reply_sender',
    ],
    ['Precedence: bulk', { headers: { precedence: 'bulk' } }, 'auto_generated', 'precedence_bulk'],
    [
      'a German absence note',
      { subject: 'Automatische Antwort: Ihre Anfrage' },
      'auto_reply',
      'automatic_reply_subject',
    ],
    [
      'a Japanese absence note',
      { subject: '自動返信: お問い合わせ' },
      'auto_reply',
      'automatic_reply_subject',
    ],
    [
      'an absence told by subject and body',
      {
        inReplyTo: 'a@our.example',
        subject: 'Urlaub bis 3. Mai',
        text: 'Ich bin bis zum 3. Mai im Urlaub.',
      },
      'auto_reply',
      'out_of_office',
    ],
    [
      'an absence note in HTML alone',
      { subject: 'Annual leave', html: '<p>I am on annual leave until 3 May.</p>' },
      'auto_reply',
      'out_of_office',
    ],
    [
      'an absence note of Lotus Notes by its subject',
      { subject: 'AUTO: Ann Lee ist außer Haus. (Rückkehr am 03.05.2026)' },
      'auto_reply',
      'automatic_reply_subject',
    ],
    ['a Basque answer', { subject: 'Erantzun automatikoa: kaixo' }, 'auto_reply', 'automatic_reply_subject'],
    [
      'a program that answers',
      { subject: 'Automatic response to: Hello' },
      'auto_reply',
      'automatic_reply_subject',
    ],
    [
      'an absence note above the question it answers',
      { subject: 'Vacation', text: 'I am on vacation until 3 May.\n\n> Where is my order?' },
      'auto_reply',
      'out_of_office',
    ],
    [
      'an answer whose subject begins with an absence',
      { subject: 'Abwesend: Ihr Auftrag', inReplyTo: 'm2@our.example' },
      'auto_reply',
      'automatic_reply_subject',
    ],
    [
      'a new conversation about an absence',
      { subject: 'Abwesenheit', text: 'Wie trage ich meine Abwesenheit ein?' },
      'human',
      'no_automatic_sign',
    ],
    [
      'a person on vacation who asks something',
      { subject: 'On vacation', text: 'I am on vacation until 3 May. Can you deliver later?' },
      'human',
      'no_automatic_sign',
    ],
    [
      'a person on vacation who wants something',
      {
        subject: 'My vacation',
        text: 'I am on vacation from 3 May and would like to pause my order.',
      },
      'human',
      'no_automatic_sign',
    ],
    [
      'an absence note that sends those in need elsewhere',
      { subject: 'Out of office', text: 'I am on leave until 3 May. If you would like to order, call Eve.' },
      'auto_reply',
      'automatic_reply_subject',
    ],
    [
      'the same below a subject of its own',
      { subject: 'Ann is away', text: 'I am on leave until 3 May. If you would like to order, call Eve.' },
      'auto_reply',
      'out_of_office',
    ],
    [
      'an answer to a mail about an absence',
      { subject: 'Re: Your absence', text: 'I am on leave until Monday, Eve does it.' },
      'human',
      'no_automatic_sign',
    ],
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
      'an automatic subject in brackets',
      { subject: '【自動返信】お問い合わせ' },
      'auto_reply',
      'automatic_reply_subject',
    ],
    [
      'a note that calls itself automatic',
      { subject: 'On vacation', text: 'This is an automatic reply: I am on vacation.' },
      'auto_reply',
      'out_of_office',
    ],
    [
      'a customer on vacation who writes first',
      { subject: 'Vacation booking', text: 'I am on vacation until May, may I come later?' },
      'human',
      'no_automatic_sign',
    ],
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
    ['a question about a holiday', { subject: 'On vacation: deliver later?' }, 'human', 'no_automatic_sign'],
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
    [
      'a French absence note of Outlook',
      { subject: "Réponse automatique d'absence du bureau : Bonjour" },
      'auto_reply',
      'automatic_reply_subject',
    ],
    [
      'a response by its sender',
      { subject: 'Automatically Generated Response from ann@shop.example' },
      'auto_reply',
      'automatic_reply_subject',
    ],
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
