import { describe, expect, it } from '@jest/globals';
import { aMail } from '../reports/mail.fixture.js';
import { classifyMail } from './classify-mail.js';

const RECEIPT = 'Re: We have received your message [#12]';
const EXCHANGE = { 'x-auto-response-suppress': 'DR, OOF, AutoReply' };

const kindOf = (subject: string, text: string, headers: Record<string, string> = {}) =>
  classifyMail(aMail({ subject, text, inReplyTo: 'receipt@desk.example', headers }), []).kind;

describe("a customer's answer to an acknowledgement", () => {
  it.each([
    [
      'above a quotation',
      'The order number is 4711.\n\nOn Fri, 20 Nov 2026 at 09:12, Support <support@desk.example> wrote:\n> Your request has been received.\n> We answer within a day.',
    ],
    [
      'above a copied header',
      'Die Kundennummer ist 4711.\n\nVon: Support <support@desk.example>\nGesendet: Freitag, 20. November 2026 09:12\nAn: Ann Lee\nBetreff: We have received your message [#12]\n\nIhre Anfrage ist bei uns eingegangen.',
    ],
    [
      'below a line',
      'Here is the photo.\n\n________________________________\nFrom: Support <support@desk.example>\nSent: Friday, November 20, 2026\nTo: Ann Lee\nSubject: We have received your message\n\nYour request has been received.',
    ],
  ])('is their own word %s, whatever their Exchange adds', (_where, text) => {
    expect(kindOf(RECEIPT, text)).toBe('human');
    expect(kindOf(RECEIPT, text, EXCHANGE)).toBe('human');
  });

  it('is automatic when another help desk acknowledges it in turn', () => {
    const text =
      'Your request has been received. We have opened ticket 99.\n\n> Your request has been received.';
    expect(kindOf(RECEIPT, text)).toBe('auto_reply');
    expect(kindOf('Your request has been received', 'We come back to you.', EXCHANGE)).toBe('auto_reply');
  });
});

describe('a first mail with an automatic-looking subject', () => {
  const first = (subject: string, text: string) => classifyMail(aMail({ subject, text }), []).kind;

  it.each([
    ['Out of office: please hold my order 17', 'Can you deliver next week?'],
    ['Automatische Antwort: falsche Telefonnummer', 'Ihre automatische Antwort nennt eine alte Nummer.'],
    ['Automatic reply: typo', 'There is a typo. Could you mend it?'],
    ['不在のお知らせ：再配達希望', '不在でした。荷物を明日届けてください。'],
  ])('is from a person: %s: %s', (subject, text) => {
    expect(first(subject, text)).toBe('human');
  });

  it.each([
    ['Out of office: Re: your order', 'I am away until Monday. For urgent matters write to bo@x.example.'],
    [
      'Automatische Antwort: Rechnung 17',
      'Ich bin bis Montag nicht im Büro. In dringenden Fällen hilft Eva Lang.',
    ],
  ])('is from a machine: %s: %s', (subject, text) => {
    expect(first(subject, text)).toBe('auto_reply');
  });
});
