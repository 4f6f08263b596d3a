import { isReceipt } from '../reports/report-kinds.js';
import { type Evidence, type Rule } from './rule.js';

/** Mail about other mail. A read receipt looks much like a bounce, so it is tested first. */
export const REPORT_RULES: Rule[] = [
  { reason: 'read_receipt', kind: 'auto_generated', matches: isReadReceipt },
  {
    reason: 'not_spam_report',
    kind: 'auto_generated',
    matches: ({ reports }) => isComplaint(reports[0]?.action) && reports[0]?.reason === 'not_spam',
  },
  { reason: 'feedback_report', kind: 'complaint', matches: ({ reports }) => isComplaint(reports[0]?.action) },
  {
    reason: 'delivery_failed',
    kind: 'bounce',
    matches: ({ reports }) => reports.some((report) => report.action === 'failed'),
  },
  {
    reason: 'delivery_delayed',
    kind: 'bounce',
    matches: ({ reports }) => reports.some((report) => report.action === 'delayed'),
  },
  { reason: 'delivery_confirmed', kind: 'auto_generated', matches: ({ reports }) => reports.length > 0 },
];

/** A receipt that refuses a mail is not a read receipt. */
function isReadReceipt({ mail, reports }: Evidence): boolean {
  return isReceipt(mail) && reports.length === 0;
}

function isComplaint(action: string | undefined): boolean {
  return action === 'complaint';
}
