import { describe, expect, it } from '@jest/globals';
import { aMail, type MailFixture } from '../reports/mail.fixture.js';
import { readReports } from '../reports/read-reports.js';
import { classifyMail } from './classify-mail.js';

describe('absences', () => {
  it.each<[string, MailFixture, string, string]>([
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
      'an absence as the whole subject of an answer that asks for something',
      {
        inReplyTo: 'a@our.example',
        subject: 'Vacation',
        text: 'I am on vacation until the 3rd. Can you deliver later?',
      },
      'human',
      'no_automatic_sign',
    ],
    [
      'an absence as the whole subject of an answer',
      { inReplyTo: 'a@our.example', subject: 'Vacation', text: 'Back on the 3rd.' },
      'auto_reply',
      'automatic_reply_subject',
    ],
    [
      'an absence note of Exchange, which calls it generated',
      { subject: 'Automatic reply: Your order', headers: { 'auto-submitted': 'auto-generated' } },
      'auto_reply',
      'automatic_reply_subject',
    ],
    [
      'an absence note without a return path',
      { subject: 'Abwesenheitsnotiz: Re: Zustellung', headers: { 'return-path': '<>' } },
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
    [
      'an answer that a gateway or a help desk has tagged',
      { subject: '[EXTERN] Automatische Antwort: Ihre Bestellung' },
      'auto_reply',
      'automatic_reply_subject',
    ],
    ...['***SPAM***', '(EXT)', 'EXTERNAL:'].map((tag): [string, MailFixture, string, string] => [
      `an answer behind ${tag}`,
      { subject: `${tag} Automatic reply: Your order` },
      'auto_reply',
      'automatic_reply_subject',
    ]),
    [
      'an answer sent in bulk',
      { subject: 'Autoreply: Your order', headers: { precedence: 'bulk' } },
      'auto_reply',
      'automatic_reply_subject',
    ],
    [
      'a note below the subject that it answers',
      {
        inReplyTo: 'a@our.example',
        subject: 'Re: Your order',
        text: 'This is an automatic reply. I am out of the office until 5 March.',
      },
      'auto_reply',
      'out_of_office',
    ],
    [
      'a person who quotes such a note',
      {
        inReplyTo: 'a@our.example',
        subject: 'Re: Your order',
        text: 'Is anybody there?\n\n> This is an automatic reply. I am out of the office until 5 March.',
      },
      'human',
      'no_automatic_sign',
    ],
    [
      'a person who answers a tagged note',
      { subject: 'Re: [EXT] Automatic reply: Your order', text: 'When are you back?' },
      'human',
      'no_automatic_sign',
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
      'a person who passes a note on',
      {
        subject: 'FW: Automatic reply: Your order',
        text: 'They are never there.\n\nFrom: Bo\nSubject: Automatic reply: Your order\n\nI am out of the office.',
      },
      'human',
      'no_automatic_sign',
    ],
    [
      'a person who asks for a note of that name',
      { subject: 'Eingangsbestätigung', text: 'Ich habe bis heute keine Eingangsbestätigung erhalten.' },
      'human',
      'no_automatic_sign',
    ],
    [
      'an acknowledgement of that name',
      { subject: 'Eingangsbestätigung', text: 'Danke. Falls wir keine Rückfragen haben, liefern wir.' },
      'auto_reply',
      'automatic_reply_subject',
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
    ['a question about a holiday', { subject: 'On vacation: deliver later?' }, 'human', 'no_automatic_sign'],
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
  ])('%s', (_mail, fixture, kind, reason) => {
    const mail = aMail(fixture);
    expect(classifyMail(mail, readReports(mail))).toEqual({ kind, reason });
  });
});
