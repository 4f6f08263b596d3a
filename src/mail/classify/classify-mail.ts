import { type Classification, type ParsedMail, type RecipientReport } from '../mail.js';
export function classifyMail(_mail: ParsedMail, reports: RecipientReport[], _context: object): Classification {
  if (reports.some((r) => r.action === 'complaint')) return { kind: 'complaint', reason: 'x' };
  if (reports.length > 0) return { kind: 'bounce', reason: 'x' };
  return { kind: 'human', reason: 'x' };
}
