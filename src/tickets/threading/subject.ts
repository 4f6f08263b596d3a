/**
 * What mail programs put before a subject when they reply or forward, in many languages. A counter may stand between
 * the prefix and the colon: `Re[2]:`, `AW (3):`.
 */
const PREFIXES = [
  're r aw antw antwort sv vs ref rif res odp ynt yan atb bls ats',
  'fw fwd wg wtr tr rv enc i vb vl vid doorst pd ilt fs tov trs',
  '回复 回覆 答复 答覆 转发 轉寄 返信 転送 회신 전달 отв ответ пересл απ πρθ תגובה הועבר',
].flatMap((words) => words.split(' '));
const PREFIX = new RegExp(
  `^(?:${PREFIXES.join('|')})\\s{0,3}(?:[[(]\\d{1,3}[\\])])?\\s{0,3}[:\uFF1A]\\s{0,8}`,
  'iu',
);

/** `[list-name]` at the start, added by list servers, and our own `[#123]` anywhere. */
const LIST_TAG = /^\[[^\][]{1,60}\]\s{0,8}/;
const NUMBER_TAG = /\s{0,8}\[#\d{1,12}\]\s{0,8}/g;

/** More prefixes than any mail program stacks. */
const MAX_PREFIXES = 20;

/** The subject as its author typed it: without prefixes, list tags and ticket numbers, spaces and case made uniform. */
export function plainSubject(subject: string): string {
  let plain = subject.normalize('NFKC').replace(NUMBER_TAG, ' ').trim();
  for (let taken = 0; taken < MAX_PREFIXES; taken++) {
    const shorter = plain.replace(PREFIX, '').replace(LIST_TAG, '').trim();
    if (shorter === plain) break;
    plain = shorter;
  }
  return plain.replace(/\s+/g, ' ').toLowerCase();
}

/** Ticket numbers that a subject names, at most three; only `[#123]` counts. */
export function numbersIn(subject: string): string[] {
  const numbers = [...subject.matchAll(/\[#([1-9]\d{0,11})\]/g)].map(([, number]) => number!);
  return [...new Set(numbers)].slice(0, 3);
}
