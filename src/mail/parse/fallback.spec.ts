import { expect, it } from '@jest/globals';

import { readWithMailparser } from './fallback.js';

it('the fallback parser reads the mail and says so', async () => {
  const raw = [
    'From: Ann <ann@example.com>',
    'To: help@example.com',
    'Subject: =?utf-8?Q?caf=C3=A9?=',
    'Message-ID: <a@Example.com>',
    'Date: Wed, 17 May 2000 19:18:39 -0400',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'Hello',
    '--b',
    'Content-Type: image/png; name="../a.png"',
    'Content-Transfer-Encoding: base64',
    '',
    'AAEC',
    '--b--',
  ].join('\r\n');

  const mail = await readWithMailparser(Buffer.from(raw));

  expect(mail).toMatchObject({
    from: [{ name: 'Ann', address: 'ann@example.com' }],
    identity: { address: 'ann@example.com', refusal: null },
    subject: 'café',
    messageId: 'a@example.com',
    date: new Date('2000-05-17T23:18:39Z'),
    contentType: { value: 'multipart/mixed' },
    html: null,
    defects: ['read_by_fallback'],
  });
  expect(mail.text?.trim()).toBe('Hello');
  expect(mail.attachments.map(({ filename, content }) => [filename, [...content]])).toEqual([
    ['a.png', [0, 1, 2]],
  ]);
});
