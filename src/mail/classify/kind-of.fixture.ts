import { readMail } from '../read-mail.js';

/** Set by Outlook and Exchange, also on mail that people write. */
export const SILENT = 'X-Auto-Response-Suppress: DR, OOF, AutoReply';
export const ANSWER = 'In-Reply-To: <sent-1@our.example>';

/** The kind of a plain mail from Ann, with these further header fields. */
export function kindOf(subject: string, text: string, ...fields: string[]): string {
  const head = ['From: Ann <ann@customer.example>', `Subject: ${subject}`, ...fields];
  const raw = [...head, 'Content-Type: text/plain; charset=utf-8', '', ...text.split('\n')].join('\r\n');
  return readMail(Buffer.from(raw), { attachmentUrl: String }).classification.kind;
}
