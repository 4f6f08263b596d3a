import { MAIL_LIMITS } from '../limits.js';
import type { ParsedMail } from '../mail.js';
import { parseMail } from './parse-mail.js';

/** Enough for the fields a ticket needs: they come first, and real headers are much shorter. */
const SKIMMED_BYTES = 32 * 1024;

/** So large that no header of `SKIMMED_BYTES` breaks them. */
const SKIM_LIMITS = { ...MAIL_LIMITS, headerBlockBytes: SKIMMED_BYTES * 2, headers: SKIMMED_BYTES };

/**
 * Reads only the beginning of the header of a mail that breaks a limit, and keeps the whole mail as an attachment:
 * people can see who wrote about what, and open the rest elsewhere.
 *
 * @param code of the `UnreadableMail`; becomes a defect
 */
export function skimMail(raw: Uint8Array, code: string): ParsedMail {
  const start = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, SKIMMED_BYTES));
  const blankLine = /\r?\n\r?\n/.exec(start.toString('latin1'));
  const header = start.subarray(0, blankLine?.index ?? start.length);
  const skimmed = parseMail(header, SKIM_LIMITS);
  return {
    ...skimmed,
    text: null,
    html: null,
    reportParts: [],
    attachments: [
      {
        filename: 'message.eml',
        originalFilename: null,
        contentType: 'message/rfc822',
        contentId: null,
        inline: false,
        content: raw,
      },
    ],
    defects: [...skimmed.defects, code],
  };
}
