import { describe, expect, it } from '@jest/globals';
import { extractReply } from './extract-reply.js';

const extract = (text: string) => extractReply({ text, html: null, subject: 'Re: Order 7' });

describe('extractReply from a line that holds an attribution', () => {
  const MAILBOX = 'Shop <support@shop.example>';

  it.each<[string, string]>([
    ['Arabic, Gmail', `في الثلاثاء، 3 مارس 2026 في 9:00 ص تمت كتابة ما يلي بواسطة ${MAILBOX}:`],
    ['Arabic', `في الثلاثاء، 3 مارس 2026 في 9:00 ص كتب ${MAILBOX}:`],
    ['Arabic, with two opening words', `في يوم الثلاثاء، 3 مارس 2026 في 9:00 ص كتب ${MAILBOX}:`],
    ['Persian', `در تاریخ سه‌شنبه 3 مارس 2026 در 9:00 ${MAILBOX} نوشت:`],
    ['Russian', `В Вт, 3 марта 2026 г. В 9:00 ${MAILBOX} написал:`],
    ['English', `On Tue, 3 Mar 2026 At 9:00, ${MAILBOX} wrote:`],
  ])('takes it from its first opening word on, %s', (_, attribution) => {
    const quoted = { replyText: 'Yes.', quotedText: `${attribution}\n\n> Is it?` };
    expect(extract(`Yes.\n\n${attribution}\n\n> Is it?`)).toMatchObject(quoted);
    expect(extract(`Yes. ${attribution}\n\n> Is it?`)).toMatchObject(quoted);
  });

  it.each<[string, string]>([
    ['a date of its own', 'On 3/3/2026 it broke.'],
    ['a weekday', 'On Friday please'],
    ['an opening word', 'In the morning!'],
  ])('keeps the words before it with %s', (_, words) => {
    const text = `${words} On Tue, Mar 3, 2026 at 9:00, ${MAILBOX} wrote: Is it?`;
    expect(extract(text).replyText).toBe(words);
    expect(extract(`${words} On Tue at 9:00 AM, ${MAILBOX} wrote: Is it?`).replyText).toBe(words);
  });
});
