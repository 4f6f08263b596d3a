import { createHash } from 'node:crypto';
import encodingJapanese from 'encoding-japanese';
import { base64Lines, mail, messageId } from './compose-mail.js';

/** A red dot: PNG, 1 × 1. */
const DOT_PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const LARGE_ATTACHMENT_BYTES = 4_000_000;

/**
 * The demo's mails. Each contains the run's mark in its ids and body, so that a second run on the same data sends new
 * mails.
 */
export type SampleMail = (run: string) => Buffer;

export const plainText: SampleMail = (run) =>
  mail({ from: 'Ann Lee <ann@customer.example>', subject: 'Where is my parcel?', id: 'parcel', run }, [
    'Good morning,',
    '',
    'my parcel was sent a week ago and has not come.',
    '',
    'Ann',
  ]);

export const replyToPlainText: SampleMail = (run) =>
  mail(
    {
      from: 'Ann Lee <ann@customer.example>',
      subject: 'Re: Where is my parcel?',
      id: 'parcel-2',
      run,
      more: [`In-Reply-To: ${messageId('parcel', run)}`, `References: ${messageId('parcel', run)}`],
    },
    [
      'It has come now. Thank you.',
      '',
      'On Sat, 21 Nov 2026 at 09:00, Ann Lee <ann@customer.example> wrote:',
      '> my parcel was sent a week ago and has not come.',
    ],
  );

export const htmlWithInlineImage: SampleMail = (run) =>
  mail(
    {
      from: 'Bo Berg <bo@customer.example>',
      subject: 'The picture on your page',
      id: 'picture',
      run,
      more: ['Content-Type: multipart/related; boundary=related'],
    },
    [
      '--related',
      'Content-Type: text/html; charset=utf-8',
      '',
      '<p>This <b>dot</b> is too small: <img src="cid:dot@customer.example" alt="dot"></p>',
      '<script>alert("never shown")</script>',
      '--related',
      'Content-Type: image/png; name=dot.png',
      'Content-Disposition: inline; filename=dot.png',
      'Content-ID: <dot@customer.example>',
      'Content-Transfer-Encoding: base64',
      '',
      DOT_PNG,
      '--related--',
    ],
  );

export const largeAttachment: SampleMail = (run) =>
  mail(
    {
      from: 'Cy Diaz <cy@customer.example>',
      subject: 'The log you asked for',
      id: 'log',
      run,
      more: ['Content-Type: multipart/mixed; boundary=mixed'],
    },
    [
      '--mixed',
      'Content-Type: text/plain; charset=utf-8',
      '',
      'Here it is.',
      '--mixed',
      'Content-Type: application/octet-stream; name=device.bin',
      'Content-Disposition: attachment; filename=device.bin',
      'Content-Transfer-Encoding: base64',
      '',
      ...base64Lines(patternBytes(LARGE_ATTACHMENT_BYTES)),
      '--mixed--',
    ],
  );

/** The same bytes in every run, with no two blocks alike. */
function patternBytes(length: number): Buffer {
  const blocks: Buffer[] = [];
  for (let size = 0; size < length; size += 32)
    blocks.push(createHash('sha256').update(`block ${size}`).digest());
  return Buffer.concat(blocks).subarray(0, length);
}

/** ISO-2022-JP as Japanese phones still send it: seven-bit bytes with escape sequences. */
export const japanese: SampleMail = (run) => {
  const subject = `=?ISO-2022-JP?B?${Buffer.from(iso2022jp(JAPANESE_SUBJECT)).toString('base64')}?=`;
  const header = {
    from: 'Emi Fujii <emi@customer.example>',
    subject,
    id: 'chumon',
    run,
    more: ['Content-Type: text/plain; charset=ISO-2022-JP', 'Content-Transfer-Encoding: 7bit'],
  };
  const body = Buffer.from(iso2022jp('先週の注文がまだ届きません。')).toString('latin1');
  return mail(header, [body], 'latin1');
};

export const JAPANESE_SUBJECT = '注文について';

const iso2022jp = (text: string): number[] =>
  encodingJapanese.convert(encodingJapanese.stringToCode(text), { from: 'UNICODE', to: 'JIS' });

export const noMessageId: SampleMail = (run) =>
  mail({ from: 'scanner@customer.example', subject: 'Contract, 3 pages', run }, ['See you on Monday.']);

/** No closing boundary, base64 that stops in the middle, an unknown charset. */
export const brokenMime: SampleMail = (run) =>
  mail(
    {
      from: 'Gus Hahn <gus@customer.example>',
      subject: 'Half a mail',
      id: 'half',
      run,
      more: ['Content-Type: multipart/mixed; boundary=cut'],
    },
    [
      '--cut',
      'Content-Type: text/plain; charset=x-nobody-knows',
      '',
      'The line broke while I was sending this.',
      '--cut',
      'Content-Type: application/pdf; name=offer.pdf',
      'Content-Disposition: attachment; filename=offer.pdf',
      'Content-Transfer-Encoding: base64',
      '',
      'JVBERi0xLjQKJeLjz9MKMSAw=IG9i',
    ],
  );

export const outOfOffice: SampleMail = (run) =>
  mail(
    {
      from: 'Ida Juhl <ida@customer.example>',
      subject: 'Out of office',
      id: 'away',
      run,
      more: ['Auto-Submitted: auto-replied', 'X-Auto-Response-Suppress: All'],
    },
    ['I am away until Monday.'],
  );

export const announcedTwentyTimes: SampleMail = (run) =>
  mail({ from: 'Kai Lind <kai@customer.example>', subject: 'Invoice missing', id: 'invoice', run }, [
    'Please send me the invoice of May.',
  ]);

export const replyThatComesFirst: SampleMail = (run) =>
  mail(
    {
      from: 'Mia Noor <mia@customer.example>',
      subject: 'Re: A crack in the glass',
      id: 'glass-2',
      run,
      more: [`In-Reply-To: ${messageId('glass', run)}`],
    },
    ['I forgot: it is the blue one.'],
  );

export const mailThatComesLate: SampleMail = (run) =>
  mail({ from: 'Mia Noor <mia@customer.example>', subject: 'A crack in the glass', id: 'glass', run }, [
    'It came with a crack.',
  ]);
