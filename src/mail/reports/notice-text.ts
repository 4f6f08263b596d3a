import { htmlToText } from '../html/html-to-text.js';
import { type ParsedMail } from '../mail.js';
import { truncate } from '../text.js';

/** Longest notice read; delivery-status parts have the same limit (`ReportPart`). */
const MAX_NOTICE_LENGTH = 262_144;

/** Lines are cut here: no mail system writes more about one recipient in one line (RFC 5322 §2.1.1: 998). */
const MAX_LINE_LENGTH = 998;

/** The two halves of a mail system's notice. */
export interface Notice {
  /** The mail system's words, as lines. */
  lines: string[];
  /** The copy of the original mail below it; empty if the text has none. */
  original: string;
}

/** Lines with which mail systems announce the copy of the original mail. */
const ORIGINAL_ANNOUNCED = [
  /^[\s*>|]*--[\s-]*(?:this is a copy of|the (?:body|header)|below this line|original (?:message|mail)|returned (?:message|mail)|message header|unsent message|included is a copy|your original|undelivered message|the original message|header)/i,
  /^[\s*>|]*-{2,}.{0,40}(?:copy of (?:the|your) (?:message|mail)|original message|returned message|message text follows|原文|オリジナル|исходное)/i,
  /^\s*(?:original message (?:follows|headers?)|message headers? follow|below is a copy of the original|included is a copy of the|the original message follows|original mail as follows|your original message (?:follows|is)|text of (?:your )?(?:message|mail) follows|the headers? of the (?:original|message)|original message:|the following is a copy|message contents? follow|bounced e-?mail:|message text follows|the unsent message|start of (?:message|returned)|original message header)/i,
  /^\s*(?:return-path|received):\s/i,
];

/** An address in angle brackets that a careless system did not escape. */
const BARE_ADDRESS = /<([^\s<>"'=]{1,128}@[^\s<>"'=]{2,255})>/g;

/** Postfix also breaks lines here; the address belongs to the one before it. */
const BROKEN_ORIGIN = /\((expanded|generated) from:?[ \t]{0,8}\n[ \t]{0,16}/gi;

/** The notice of a report: its text, or its HTML without tags, cut where the copy of the original begins. */
export function noticeOf(mail: ParsedMail): Notice {
  const text = (mail.text?.trim() ? mail.text : plainOf(mail.html ?? '')).slice(0, MAX_NOTICE_LENGTH);
  const whole = text.replace(BROKEN_ORIGIN, '($1 from ');
  const lines = unquoted(whole.split('\n').map((line) => truncate(line, MAX_LINE_LENGTH)));
  const cut = lines.findIndex((line) => ORIGINAL_ANNOUNCED.some((pattern) => pattern.test(line)));
  if (cut === -1) return { lines, original: '' };
  return { lines: lines.slice(0, cut), original: lines.slice(cut).join('\n') };
}

function plainOf(html: string): string {
  return htmlToText(html.slice(0, MAX_NOTICE_LENGTH).replace(BARE_ADDRESS, '&lt;$1&gt;'));
}

/** A notice passed on by a gateway may be quoted as a whole. */
function unquoted(lines: string[]): string[] {
  const isQuoted =
    lines.some((line) => line.startsWith('>')) && lines.every((line) => /^(?:>|\s*$)/.test(line));
  return isQuoted ? lines.map((line) => line.replace(/^> ?/, '')) : lines;
}
