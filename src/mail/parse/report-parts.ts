import { type MailLimits } from '../limits.js';
import { type ReportPart } from '../mail.js';
import { isEmbeddedMail, isReportPart, isReportMail } from './classify-part.js';
import { type Defects } from './defects.js';
import { type MimePart } from './part-tree.js';
import { readReportText } from './text-content.js';

/** One status and one embedded mail make a report; a report on reports has some more. */
const MAX_REPORT_PARTS = 20;

/** The machine-readable parts, the first 20 of them; embedded mails count inside of a multipart/report or beside such a part. */
export function readReportParts(
  root: MimePart,
  rest: MimePart[],
  limits: MailLimits,
  defects: Defects,
): ReportPart[] {
  const inReport = isReportMail(root, rest);
  return rest
    .filter((part) => isReportPart(part) || (inReport && isEmbeddedMail(part)))
    .slice(0, MAX_REPORT_PARTS)
    .map((part) => ({ contentType: part.contentType.value, text: readReportText(part, limits, defects) }));
}
