const LONE_SURROGATE = /\p{Surrogate}/gu;
const LINE_CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

/** Makes text that PostgreSQL, JSON and HTTP can carry: NUL and lone surrogates become U+FFFD. */
export function safeText(text: string): string {
  const withoutNul = text.includes('\0') ? text.replaceAll('\0', '\ufffd') : text;
  return withoutNul.replace(LONE_SURROGATE, '\ufffd');
}

/**
 * Makes a value of one line that cannot break out of a header field or a log line: `safeText`, and each run of control
 * characters (CR, LF, tab, C1, U+2028/9) becomes one space.
 */
export function safeLine(text: string): string {
  return safeText(text).replace(LINE_CONTROLS, ' ').trim();
}

/** The lookbehind lets a run of CRs match only from its start; otherwise a flood of them would cost quadratic time. */
const LINE_END = /(?<!\r)\r+\n|\r/g;

/** Line ends CRLF (also with extra CRs) and bare CR become LF. */
export function withLineFeeds(text: string): string {
  return text.includes('\r') ? text.replace(LINE_END, '\n') : text;
}

/** Text of several lines: `safeText` with LF line ends. */
export function safeBody(text: string): string {
  return safeText(withLineFeeds(text));
}

/**
 * Removes the characters at the end that `edge` (a character class) matches. It scans from the end to stay linear:
 * `/x+$/` starts again at each x of every run.
 */
export function trimEnd(text: string, edge: RegExp): string {
  let end = text.length;
  while (end > 0 && edge.test(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/**
 * Removes ASCII white space at both ends of bytes (one character each). In undecoded bytes `\xa0` is not a space but
 * half of a character: the last one of `voilà` in UTF-8.
 */
export function trimBytes(bytes: string): string {
  let start = 0;
  let end = bytes.length;
  while (start < end && isSpace(bytes.charCodeAt(start))) start++;
  while (end > start && isSpace(bytes.charCodeAt(end - 1))) end--;
  return bytes.slice(start, end);
}

/** Space, and tab up to carriage return. */
const isSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13);

/** At most `length` UTF-16 units, never half of a surrogate pair. */
export function truncate(text: string, length: number): string {
  if (text.length <= length) return text;
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}

const ACCENTS = /[\u0300-\u036f]/g;
/** Letters whose stroke or missing dot Unicode does not treat as an accent. */
const STRUCK: Record<string, string> = { ł: 'l', Ł: 'L', ø: 'o', Ø: 'O', đ: 'd', Đ: 'D', ı: 'i' };

/** The text as written without accents: `Skrzynka pełna` becomes `Skrzynka pelna`, `é` `e`, `й` `и`. */
export function withoutAccents(text: string): string {
  const bare = text.normalize('NFD').replace(ACCENTS, '').normalize('NFC');
  return bare.replace(/[łŁøØđĐı]/g, (letter) => STRUCK[letter] ?? letter);
}
