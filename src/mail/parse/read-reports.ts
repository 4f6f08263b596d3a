import { type MailLimits } from '../limits.js';
import { type ReportPart } from '../mail.js';
import { isEmbeddedMail, isReport, isReportMail } from './classify-part.js';
import { type Defects } from './defects.js';
import { type MimePart } from './part-tree.js';
import { readReportText } from './text-content.js';

/** The machine-readable parts; embedded mails count inside of a multipart/report or beside such a part. */
export function readReports(
  root: MimePart,
  rest: MimePart[],
  limits: MailLimits,
  defects: Defects,
): ReportPart[] {
  const inReport = isReportMail(root, rest);
  return rest
    .filter((part) => isReport(part) || (inReport && isEmbeddedMail(part)))
    .map((part) => ({ contentType: part.contentType.value, text: readReportText(part, limits, defects) }));
}
