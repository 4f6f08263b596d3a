import { type MailLimits } from '../limits.js';
import { type ReportPart } from '../mail.js';
import { isEmbeddedMail, isReportPart, isReportMail } from './classify-part.js';
import { type Defects } from './defects.js';
import { type MimePart } from './part-tree.js';
import { readReportText } from './text-content.js';

/** A report has one status and one embedded mail; a report on reports has a few more. */
const MAX_REPORT_PARTS = 20;

/** The first 20 machine-readable parts. Embedded mails count inside a multipart/report or beside such a part. */
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
