import { describe, expect, it } from '@jest/globals';
import { extractReply } from './extract-reply.js';

const HEADERS =
  'From: Ann Lee <ann@example.com>\nSent: Tuesday, March 3, 2026 9:14 AM\nTo: Bob\nSubject: Order 7';

function extract(text: string, subject: string) {
  return extractReply({ text, html: null, subject });
}

describe('extractReply from a forward', () => {
  const ANN = { name: 'Ann Lee', address: 'ann@example.com' };

  it.each<[string, string, string]>([
    ['Gmail', `FYI\n\n---------- Forwarded message ---------\n${HEADERS}\n\nIs it?`, 'Fwd: Order 7'],
    [
      'Apple Mail',
      `FYI\n\nBegin forwarded message:\n\n> ${HEADERS.replaceAll('\n', '\n> ')}\n>\n> Is it?`,
      'Fwd: Order 7',
    ],
    [
      'Apple Mail, all quoted',
      `FYI\n\n> Begin forwarded message:\n>\n> ${HEADERS.replaceAll('\n', '\n> ')}\n>\n> Is it?`,
      'Order 7',
    ],
    ['Outlook', `FYI\n\n${HEADERS}\n\nIs it?`, 'FW: Order 7'],
    [
      'Outlook, German',
      'FYI\n\nVon: Ann Lee <ann@example.com>\nGesendet: Dienstag\nAn: Bob\nBetreff: x\n\nIst es?',
      'WG: Order 7',
    ],
  ])('keeps the note and names the original sender, %s', (_, text, subject) => {
    const reply = extract(text, subject);
    expect(reply).toMatchObject({ replyText: 'FYI', forwardedFrom: ANN });
    expect(reply.quotedText).toMatch(/Is it\?|Ist es\?/);
  });

  it('treats the forwarded words as the reply if there is no note', () => {
    const text = `Sent from my iPhone\n\n---------- Forwarded message ---------\n${HEADERS}\n\nIs it?\n\nRegards,\nAnn`;
    expect(extract(text, 'Fwd: Order 7')).toEqual({
      replyText: 'Is it?',
      signature: 'Sent from my iPhone\n\nRegards,\nAnn',
      quotedText: `---------- Forwarded message ---------\n${HEADERS}`,
      forwardedFrom: ANN,
    });
  });

  it('does not treat a header block under a reply as a forward', () => {
    expect(extract(`Yes.\n\n${HEADERS}\n\nIs it?`, 'Re: Order 7').forwardedFrom).toBeNull();
  });
});
