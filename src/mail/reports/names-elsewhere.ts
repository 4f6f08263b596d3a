import { type ParsedMail } from '../mail.js';
import { readFreeText } from './free-text.js';
import { addressesIn } from './original-mail.js';
import { type ReportSource } from './report-source.js';

/** Recipients in X-Failed-Recipients (Exim, Gmail), in the mail's order. */
export function failedRecipients(mail: ParsedMail): string[] {
  const fields = mail.headers.filter((field) => field.name === 'x-failed-recipients');
  return [...new Set(fields.flatMap((field) => addressesIn(field.value)))];
}

/**
 * The recipients of a report that names none where it should: from its header, its words, or the original if that went
 * to one address.
 */
export function namesElsewhere({ mail, notice, original }: ReportSource): string[] {
  const failed = failedRecipients(mail);
  if (failed.length > 0) return failed;
  const spoken = readFreeText(mail, notice).map((failure) => failure.recipient);
  return spoken.length > 0 ? spoken : [original.recipient ?? []].flat();
}
