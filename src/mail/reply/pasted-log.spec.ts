import { describe, expect, it } from '@jest/globals';
import { extractReply } from './extract-reply.js';

const extract = (text: string) => extractReply({ text, html: null, subject: 'Order 7' });

describe('extractReply from words with a pasted log', () => {
  it.each<string>([
    'The log says:\n\n2026-03-03 09:00:12 Ann <ann@customer.example>:\nlogin failed\n\nWhy?',
    'The log says\n\n2026-03-03T09:00:12.123Z Ann <ann@customer.example>:\nlogin failed\n\nWhy?',
    'Im Protokoll steht:\n\n03.03.2026 09:00 Ann <ann@customer.example>:\nAnmeldung gescheitert\n\nWarum?',
    'ログ：\n\n2026年3月3日 9:00 Ann <ann@customer.example>:\nエラー\n\nなぜですか',
    'Our chat:\n3 Mar 2026, 09:00 Ann <ann@customer.example>:\nIt hums.\n3 Mar 2026, 09:01 Bob <bob@shop.example>:\nWe call you.\n\nNobody called.',
  ])('keeps all of it, %#', (text) => {
    expect(extract(text)).toMatchObject({ replyText: text, quotedText: '' });
  });

  it.each<[string, string]>([
    ['はい。', '2026年3月3日(火) 9:00 Shop <support@shop.example>:\n\n> ほしいですか'],
    ['はい。', '2026年3月3日(火) 9:00 Shop <support@shop.example>:\n\nほしいですか'],
    ['Да.', 'вт, 3 мар. 2026 г. в 09:00, Shop <support@shop.example>:\n\n> Хотите?'],
    ['My answer:', '2026-03-03 09:00:12 Shop <support@shop.example>:\n\n> Is it?'],
    ['The log says:', 'On 2026-03-03 09:00:12, Shop <support@shop.example> wrote:\n\nIs it?'],
    ['是的', '2026-03-03 09:00:12 Shop <support@shop.example> 写道：\n\n要吗'],
  ])('cuts off an attribution below %p', (words, quotedText) => {
    expect(extract(`${words}\n\n${quotedText}`)).toMatchObject({ replyText: words, quotedText });
  });
});
