import { createHash } from 'node:crypto';

const LINE_CHARACTERS = 76;
const FILES = ['report.pdf', 'photo.jpg'];

/** Bytes that look random and are the same in every run. */
export function bytesOf(seed, size) {
  const parts = [];
  for (let n = 0; n * 32 < size; n += 1) parts.push(createHash('sha256').update(`${seed}/${n}`).digest());
  return Buffer.concat(parts).subarray(0, size);
}

function base64Lines(bytes) {
  return bytes.toString('base64').replace(new RegExp(`.{1,${LINE_CHARACTERS}}`, 'g'), '$&\r\n');
}

const textOf = (n, size) => {
  const line = `Parcel ${n} was sent a week ago and has not arrived; the tracking page shows nothing new.\r\n`;
  return line.repeat(Math.max(1, Math.ceil(size / line.length))).slice(0, Math.max(size, line.length));
};

/**
 * A unique mail: its own sender, subject and Message-ID.
 *
 * @param options.attachments number of attachments, each different
 */
export function makeMail(n, { textBytes = 400, attachments = 0, attachmentBytes = 2000, html = false } = {}) {
  const head = [
    `From: Customer ${n} <customer-${n}@customers.example>`,
    'To: Support <support@desk.example>',
    `Subject: Parcel ${n} has not arrived`,
    'Date: Fri, 20 Nov 2026 09:00:00 +0100',
    `Message-ID: <parcel-${n}@customers.example>`,
    'MIME-Version: 1.0',
  ];
  const text = ['Content-Type: text/plain; charset=utf-8', '', textOf(n, textBytes)];
  const parts = [text];
  if (html)
    parts.push([
      'Content-Type: text/html; charset=utf-8',
      '',
      `<p>Hello,</p><blockquote><p>${textOf(n, textBytes)}</p></blockquote>`,
    ]);
  for (let file = 0; file < attachments; file += 1) {
    parts.push([
      'Content-Type: application/octet-stream',
      'Content-Transfer-Encoding: base64',
      `Content-Disposition: attachment; filename="${file}-${FILES[file % FILES.length]}"`,
      '',
      base64Lines(bytesOf(`${n}/${file}`, attachmentBytes)),
    ]);
  }
  if (parts.length === 1) return Buffer.from([...head, ...text].join('\r\n'));
  const boundary = `part-of-${n}`;
  const body = parts.flatMap((part) => [`--${boundary}`, ...part]);
  return Buffer.from(
    [
      ...head,
      `Content-Type: multipart/mixed; boundary="${boundary}"`,
      '',
      ...body,
      `--${boundary}--`,
      '',
    ].join('\r\n'),
  );
}
