let serial = 0;

interface PlainMail {
  from?: string;
  to?: string;
  subject?: string;
  messageId?: string;
  /** Default: now. */
  sentAt?: Date;
  body?: string;
  /** Further header lines, without line ends. */
  headers?: string[];
}

/** A small plain mail, different from all others. */
export function plainMail(mail: PlainMail = {}): string {
  serial += 1;
  const id = mail.messageId ?? `mail-${serial}-${process.pid}@customer.example`;
  return [
    `From: ${mail.from ?? 'Ann Lee <ann@customer.example>'}`,
    `To: ${mail.to ?? 'Support <support@desk.example>'}`,
    `Subject: ${mail.subject ?? `Where is my parcel ${serial}?`}`,
    `Date: ${(mail.sentAt ?? new Date()).toUTCString()}`,
    `Message-ID: <${id}>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    ...(mail.headers ?? []),
    '',
    mail.body ?? `It was sent a week ago (${serial}).`,
    '',
  ].join('\r\n');
}

/** A mail with a text file `a.txt`. */
export const mailWithFile = (from: string, subject: string, content: string): string =>
  plainMail({
    from,
    subject,
    headers: ['Content-Type: multipart/mixed; boundary=b'],
    body: `--b\r\n\r\nSee the file.\r\n--b\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\n${content}\r\n--b--`,
  }).replace('Content-Type: text/plain; charset=utf-8\r\n', '');
