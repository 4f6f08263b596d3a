const SUPPORT = 'Support <support@desk.example>';
/** RFC 2045 §6.8. */
const BASE64_LINE_CHARS = 76;

export interface Header {
  from: string;
  subject: string;
  /** Local part of the Message-ID; without it, there is none. */
  id?: string;
  run: string;
  /** Further header lines. */
  more?: string[];
}

/** Header, body lines and the run's mark, which makes each run's mails new. */
export function mail(
  { from, subject, id, run, more = [] }: Header,
  body: string[],
  encoding?: BufferEncoding,
): Buffer {
  const header = [
    `From: ${from}`,
    `To: ${SUPPORT}`,
    `Subject: ${subject}`,
    `Date: ${new Date().toUTCString().replace('GMT', '+0000')}`,
    ...(id === undefined ? [] : [`Message-ID: ${messageId(id, run)}`]),
    'MIME-Version: 1.0',
    ...more,
  ];
  return Buffer.from([...header, '', ...body, '', `Run ${run}`, ''].join('\r\n'), encoding);
}

/** `id` names a mail of the run; replies refer to it. */
export const messageId = (id: string, run: string) => `<${id}.${run}@customer.example>`;

/** Lines as long as mail programs make them, so that none is too long for the wire. */
export const base64Lines = (bytes: Buffer): string[] =>
  bytes.toString('base64').match(new RegExp(`.{1,${BASE64_LINE_CHARS}}`, 'g')) ?? [];
