import { describe, expect, it } from '@jest/globals';
import { readMail } from '../read-mail.js';
import { aMail, aNotice } from './mail.fixture.js';
import { readReports } from './read-reports.js';

const NOTICE = '<bob@gone.example>: mailbox unavailable [SMTP Error Code 550]';
const subject = 'Returned Mail';

describe('a mail system that sends a notice', () => {
  it.each([
    'E500_SMTP_Service@mx.example',
    'Anti-Virus_for_Gateways@mx.example',
    'mail-service@mx.example',
    'MicrosoftExchange329e71ec88ae@mx.example',
  ])('is recognised by the name of a program: %s', (from) => {
    expect(readReports(aNotice(NOTICE, { from, subject }))).toMatchObject([
      { recipient: 'bob@gone.example' },
    ]);
  });

  it('may want answers sent elsewhere', () => {
    const mail = aNotice(NOTICE, { from: 'no-reply@mx.example', replyTo: 'postmaster@mx.example', subject });
    expect(readReports(mail)).toMatchObject([{ recipient: 'bob@gone.example' }]);
  });

  it.each([
    ['brings the mail along', { embedded: 'Message-ID: <sent-1@our.example>\r\n\r\nHello' }],
    ['wants no answer', { headers: { 'return-path': '<>' } }],
  ])('may use a shared address if it %s', (_, sign) => {
    const mail = aNotice(NOTICE, { from: 'admin@mx.example', subject, ...sign });
    expect(readReports(mail)).toMatchObject([{ recipient: 'bob@gone.example' }]);
  });

  it('may use any subject if it describes the failure and encloses the mail', () => {
    const text = 'Could not be delivered to: <bob@gone.example>\nAs their mailbox is full.';
    const embedded = 'Message-ID: <sent-1@our.example>\r\n\r\nHello';
    const mail = aMail({ from: 'no-reply@phone.example', subject: 'Mail', text, embedded });
    expect(readReports(mail)).toMatchObject([{ recipient: 'bob@gone.example', reason: 'mailbox_full' }]);
  });

  it.each([
    ['Why was my mail rejected?', 'It came back: 550 no such user. What is wrong?'],
    ['Mail delivery failed', 'Here is the mail that I meant.'],
  ])('is not an administrator who attaches a mail: %s', (words, text) => {
    const embedded = 'Message-ID: <sent-1@our.example>\r\n\r\nHello';
    expect(readReports(aMail({ from: 'admin@shop.example', subject: words, text, embedded }))).toEqual([]);
  });

  it('is not a web form that sends what a person writes', () => {
    const form = {
      from: 'no-reply@shop.example',
      replyTo: 'ann@customer.example',
      subject: 'Delivery failed',
    };
    expect(readReports(aMail({ ...form, text: 'Please ask bob@shop.example.' }))).toEqual([]);
    const withMail = { subject: 'Contact form', embedded: 'Message-ID: <sent-1@our.example>\r\n\r\nHello' };
    const text = 'My mail could not be delivered to bob@shop.example.';
    expect(readReports(aMail({ ...form, ...withMail, text }))).toEqual([]);
  });

  it.each([
    ['admin@shop.example', 'My order was rejected', 'Please ask bob@shop.example.'],
    ['exchange@shop.example', 'Returned item', 'It was rejected by bob@shop.example.'],
    ['mail@shop.example', 'Payment rejected', 'My card is refused.'],
    ['delivery@shop.example', 'Delivery failed', 'The parcel was not delivered to bob@shop.example.'],
  ])('is not a person with a shared address: %s, %s', (from, words, text) => {
    expect(readReports(aMail({ from, subject: words, text }))).toEqual([]);
  });

  it('is a mailer-daemon that returns a mail in an unknown language', () => {
    const embedded = 'To: bob@gone.example\r\nMessage-ID: <sent-1@our.example>\r\n\r\nHello';
    const text = 'Tá brón orainn faoi do theachtaireacht.';
    expect(readReports(aNotice(text, { subject: 'Fadhb', embedded }))).toMatchObject([
      { recipient: 'bob@gone.example', reason: 'undefined', severity: 'soft' },
    ]);
  });

  it.each([
    [
      'postmaster@x.example',
      'Re: Undeliverable: invoice',
      'He has left: bob@x.example, 550 5.1.1 user unknown.',
    ],
    ['mailadmin@x.example', 'Rejected mails', 'Ours rejected yours to bob@x.example.\nCould you fix SPF?'],
  ])('is not its postmaster who writes in person: %s, %s', (from, words, text) => {
    expect(readReports(aMail({ from, subject: words, text }))).toEqual([]);
  });

  it('may be a postmaster whose notice has the subject of an answer', () => {
    const headers = { 'return-path': '<>' };
    const mail = aNotice(NOTICE, { from: 'postmaster@mx.example', subject: 'Re: Hello', headers });
    expect(readReports(mail)).toMatchObject([{ recipient: 'bob@gone.example' }]);
  });

  it.each([
    'Abwesenheitsnotiz: Re: Zustellung fehlgeschlagen',
    'Réponse automatique : Non remis : Votre commande',
    'Respuesta automática: No entregado',
    '自動応答: 配信不能: 注文',
    'Odp: Nie dostarczono: Zamówienie',
    'Vs: Toimitus epäonnistui',
  ])("is not a person's program that answers a returned mail: %s", (answer) => {
    const mail = {
      subject: answer,
      text: 'An bob@gone.example nicht zugestellt: 550 user unknown',
      headers: { 'return-path': '<>' },
    };
    expect(readReports(aMail(mail))).toEqual([]);
  });

  it.each([
    [
      'Zustellung fehlgeschlagen',
      'Ihre Sendung kam nicht an. Empfänger unbekannt.\nFragen: help@parcel.example',
    ],
    [
      'Delivery failed for your shipment',
      'Your package is undeliverable.\n550 Main Street\nE-mail: joe@x.example',
    ],
    ['Your payment was rejected', 'The account is closed.'],
    ['Your bounce rate this week', 'It was 40 %. joe@x.example visited you.'],
    ['System error on host db1', 'The disk is full. Contact ops@x.example.'],
    ['Delivery status of order 5', 'It is on its way to joe@x.example.'],
    ['Invitation rejected', 'joe@x.example rejected the invitation.'],
    ['Mailbox full: undelivered messages', 'The mailbox support@our.example is full. Click here.'],
  ])('is not a shop, a bank or a carrier: %s', (subject, text) => {
    expect(readReports(aMail({ from: 'no-reply@parcel.example', subject, text }))).toEqual([]);
  });

  it.each([
    'Your message to bob@gone.example could not be delivered.',
    'Ihre Nachricht an <bob@gone.example> konnte nicht zugestellt werden.',
    'bob@gone.example\nThe mailbox is full.',
    'bob@gone.example: 5.7.1 blocked',
    'bob@gone.example 様へのメールは配信できませんでした。',
  ])('may use a no-reply address if it speaks of a mail: %s', (text) => {
    const mail = aMail({ from: 'no-reply@mx.example', subject: 'Delivery failed', text });
    expect(readReports(mail)).toMatchObject([{ recipient: 'bob@gone.example' }]);
  });

  it.each([
    ['Eva Berger <mailservice@kanzlei.example>', 'Zustellung Ware 12', 'Die Ware kam beschädigt an.'],
    ['mta@customer.example', 'Rejected goods 12', 'We send them back. Call 0123 456.'],
    ['owner-ann@customer.example', 'Delivery problem', 'The sofa does not fit through the door.'],
    ['smtp@customer.example', 'Zustellung Ware 12', 'Sie liegt beim Nachbarn.\n\nEva\nsmtp@customer.example'],
    ['mailadmin@customer.example', 'Devuelto: pedido 12', 'El paquete está en la oficina.'],
    [
      'Mail Delivery Service GmbH <eva@post.example>',
      'Rejected goods 12',
      'Your goods could not be delivered.',
    ],
  ])('is not a person whose address looks like a program: %s, %s', (from, subject, text) => {
    const raw = `From: ${from}\r\nTo: support@our.example\r\nSubject: ${subject}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${text}`;
    const { reports, classification } = readMail(Buffer.from(raw), { attachmentUrl: String });
    expect(reports).toEqual([]);
    expect(classification.kind).toBe('human');
  });

  it('is not who writes of a parcel, though their server tells no return path', () => {
    const headers = { 'return-path': '<>' };
    const text = 'My parcel 12 was returned to you yesterday.';
    expect(readReports(aMail({ subject: 'Returned to sender: parcel 12', text, headers }))).toEqual([]);
  });

  it.each([
    ['Unzustellbar', 'Der Empfänger bob@gone.example ist unbekannt.'],
    ['Non remis', 'Destinataire inconnu : bob@gone.example'],
    ['Delivery failed', 'Your message to bob@gone.example could not be delivered.'],
    ['Returned mail', 'bob@gone.example\n550 5.1.1 User unknown'],
  ])('may be a program, or tell no return path, when it speaks of a mail: %s', (subject, text) => {
    const failed = [{ recipient: 'bob@gone.example' }];
    expect(readReports(aMail({ from: 'mailservice@mx.example', subject, text }))).toMatchObject(failed);
    const headers = { 'return-path': '<>' };
    expect(readReports(aMail({ from: 'it@mx.example', subject, text, headers }))).toMatchObject(failed);
  });

  it('may be a program that names nobody', () => {
    const text = 'Your message could not be delivered. The mailbox is full.';
    const mail = aMail({ from: 'mta@mx.example', subject: 'Delivery failed', text });
    expect(readReports(mail)).toMatchObject([{ recipient: null, reason: 'mailbox_full' }]);
  });
});
