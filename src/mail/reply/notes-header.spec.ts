import { describe, expect, it } from '@jest/globals';
import { extractReply } from './extract-reply.js';

const extract = (text: string) => extractReply({ text, html: null, subject: 'Re: Order 7' });

describe('extractReply from an answer written with Notes', () => {
  it.each<[string, string]>([
    [
      'English',
      'Shop <support@shop.example>\n03/03/2026 09:00 AM\n\nTo\nAnn Lee <ann@customer.example>\ncc\n\nSubject\nOrder 7',
    ],
    [
      'German',
      'Shop/DE/Example\n03.03.2026 09:00\n\nAn:\nAnn Lee/DE/Example@Example\nKopie:\n\nBetreff:\nOrder 7',
    ],
    [
      'French',
      'Shop <support@shop.example>\n03/03/2026 09:00 CET\n\nA\nAnn Lee <ann@customer.example>\ncc\nBob\nObjet\nOrder 7',
    ],
  ])('cuts off its header and the mail below, %s', (_, header) => {
    const quotedText = `${header}\n\n\nDo you want it?`;
    expect(extract(`Yes.\n\n\n${quotedText}`)).toMatchObject({ replyText: 'Yes.', quotedText });
  });

  it.each<string>([
    'I asked\n\nShop <support@shop.example>\n03/03/2026 09:00 AM\n\nand got no answer.',
    'The visit:\n\nann@customer.example\n03/03/2026 09:00 AM\n\nTo\nmy office, please.',
    'Shop <support@shop.example>\nTo\nAnn\nSubject\nOrder 7\nis what I see.',
  ])('leaves such lines in the reply, %#', (text) => {
    expect(extract(text)).toMatchObject({ replyText: text, quotedText: '' });
  });
});
