import { describe, expect, it } from '@jest/globals';
import { readMail } from '../read-mail.js';

function replyOf(body: string, fields: Readonly<Record<string, string>> = {}) {
  const header = {
    From: 'Website <www@shop.example>',
    To: 'support@shop.example',
    Subject: 'New message',
    'Message-ID': '<m1@shop.example>',
    'Content-Type': `text/${body.startsWith('<') ? 'html' : 'plain'}; charset=utf-8`,
    ...fields,
  };
  const lines = Object.entries(header).map(([name, value]) => `${name}: ${value}`);
  const raw = Buffer.from([...lines, '', body].join('\n').replaceAll('\n', '\r\n'));
  return readMail(raw, { attachmentUrl: String }).reply;
}

const FORM =
  'You have a new message from your website contact form:\n\nFrom: Ann Lee <ann@customer.example>\nSubject: Lamp\nDate: 2026-03-03 09:00\n\nThe lamp is broken.';
const OUTLOOK =
  'From: Bob <bob@x.example>\nSent: Tuesday, March 3, 2026 9:00 AM\nTo: Ann Lee <ann@customer.example>\nSubject: Lamp\n\nIs it broken?';

describe('extractReply keeps what a program filled in', () => {
  it.each<[string, string]>([
    ['a contact form', FORM],
    ['a contact form, without a colon', FORM.replace('form:', 'form')],
    ['a contact form, greeting first', `Hello,\n\n${FORM}`],
    [
      'a contact form, German',
      'Neue Anfrage über das Kontaktformular\n\nVon: Ann Lee <ann@customer.example>\nBetreff: Lampe\nDatum: 03.03.2026 09:00\n\nDie Lampe ist kaputt.',
    ],
    [
      'a contact form, French',
      'Vous avez reçu un message du formulaire de contact :\n\nDe : Ann Lee <ann@customer.example>\nObjet : Lampe\nDate : 03/03/2026 09:00\n\nLa lampe est cassée.',
    ],
    [
      'a ticket',
      'Ticket 12 was opened.\n\nFrom: Ann Lee <ann@customer.example>\nDate: 3 March 2026 09:00\nSubject: Lamp\n\nThe lamp is broken.\n\nWhen will you come?',
    ],
    [
      'a voicemail',
      'You have a new voicemail\n\nFrom: +49 30 1234567\nTo: 100\nDate: 2026-03-03 09:00\nSubject: Voicemail\n\nThe lamp is broken.',
    ],
    [
      'headers that were asked for',
      'Here are the headers you asked for:\n\nFrom: Shop <support@shop.example>\nTo: Ann <ann@customer.example>\nSubject: x\nDate: Tue, 3 Mar 2026 09:00:00 +0100\n\nIs that fine?',
    ],
  ])('%s', (_, body) => {
    expect(replyOf(body)).toMatchObject({ replyText: body, quotedText: '', forwardedFrom: null });
  });

  it('a contact form as a table', () => {
    const rows = [
      ['From:', 'Ann &lt;ann@customer.example&gt;'],
      ['Date:', '03.03.2026 09:00'],
      ['Subject:', 'Lamp'],
    ].map(([label, value]) => `<tr><td>${label}</td><td>${value}</td></tr>`);
    const { replyText } = replyOf(
      `<p>New message via contact form</p><table>${rows.join('')}</table><p>The lamp is broken.</p>`,
    );
    expect(replyText).toContain('ann@customer.example');
    expect(replyText).toContain('The lamp is broken.');
  });

  it.each<[string, Record<string, string>]>([
    ['From', { From: 'Bob <bob@x.example>' }],
    ['Reply-To', { 'Reply-To': 'bob@x.example' }],
  ])('a block with the address of %s', (_, fields) => {
    const body = `You have a new message.\n\nIt was sent by the form.\n\n${OUTLOOK}`;
    expect(replyOf(body, fields).replyText).toBe(body);
  });
});

describe('extractReply cuts off a copied header', () => {
  it.each<[string, string, Record<string, string>]>([
    ['in an answer by its subject', OUTLOOK, { Subject: 'Re: Lamp' }],
    ['in an answer by its subject, German', OUTLOOK, { Subject: 'AW: Lampe' }],
    ['in an answer by its subject, with a counter', OUTLOOK, { Subject: 'Re[2]: Lamp' }],
    ['in an answer by its id', OUTLOOK, { 'In-Reply-To': '<x@shop.example>' }],
    ['in an answer by its references', OUTLOOK, { References: '<x@shop.example>' }],
    ["in an answer to the sender's own mail", OUTLOOK, { From: 'bob@x.example', Subject: 'RE: Lamp' }],
    ['in a forward', OUTLOOK, { Subject: 'FW: Lamp' }],
    ['in a forward, tagged', OUTLOOK, { Subject: '[EXT] WG: Lamp' }],
    ['without a subject', OUTLOOK, { Subject: '' }],
    ['in a new mail, with recipients', OUTLOOK, {}],
    ['in a new mail, below a rule', `________________________________\n${OUTLOOK}`, {}],
    ['in a new mail, below a title', `-----Original Message-----\n${OUTLOOK}`, {}],
  ])('%s', (_, quoted, fields) => {
    expect(replyOf(`Yes, it is.\n\n${quoted}`, fields)).toMatchObject({
      replyText: 'Yes, it is.',
      quotedText: quoted,
    });
  });

  it('in a new mail, below two paragraphs', () => {
    const { replyText } = replyOf(`It hums.\n\nPlease help.\n\n${OUTLOOK}`);
    expect(replyText).toBe('It hums.\n\nPlease help.');
  });

  it('in a forward, with a colon above it', () => {
    const reply = replyOf(`Please see:\n\n${OUTLOOK}`, { Subject: 'Fwd: Lamp' });
    expect(reply).toMatchObject({ replyText: 'Please see:', forwardedFrom: { address: 'bob@x.example' } });
  });
});
