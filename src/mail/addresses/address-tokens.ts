/** A piece of an address field. Comments, quoted strings and `<…>` take precedence over commas. */
export interface AddressToken {
  kind: 'text' | 'quoted' | 'encoded' | 'comment' | 'angle' | 'separator' | 'group';
  /** Without the marks around it; quoted strings are unescaped. */
  text: string;
  /** As written. */
  raw: string;
}

const SPECIAL = /["(<,;:[]|=\?/g;
/** RFC 2047 §2; careless senders leave specials unescaped inside. */
const ENCODED_WORD = /=\?[^?\s=]{0,100}\?[bq]\?[^?]*\?=/iy;

/**
 * Splits an address field (RFC 5322 §3.4) into tokens in one pass. An opening mark without its closing one is text. To
 * stay linear, a missing mark is searched only once for the whole field.
 */
export function tokeniseAddresses(value: string): AddressToken[] {
  const tokens: AddressToken[] = [];
  const missing = new Set<string>();
  let textStart = 0;
  let at = nextSpecial(value, 0);
  while (at < value.length) {
    const token = missing.has(value[at] ?? '') ? null : readToken(value, at);
    if (!token) {
      if ('"('.includes(value[at] ?? '')) missing.add(value[at] ?? '');
      at = nextSpecial(value, at + 1);
      continue;
    }
    pushText(tokens, value.slice(textStart, at));
    tokens.push(token);
    textStart = at + token.raw.length;
    at = nextSpecial(value, textStart);
  }
  pushText(tokens, value.slice(textStart));
  return tokens;
}

function nextSpecial(value: string, from: number): number {
  SPECIAL.lastIndex = from;
  return SPECIAL.exec(value)?.index ?? value.length;
}

function pushText(tokens: AddressToken[], text: string): void {
  if (text.trim() !== '') tokens.push({ kind: 'text', text, raw: text });
}

function readToken(value: string, at: number): AddressToken | null {
  switch (value[at]) {
    case '"':
      return readQuoted(value, at);
    case '(':
      return readComment(value, at);
    case '<':
      return readAngle(value, at);
    case '=':
      return readEncodedWord(value, at);
    case '[':
      return readLiteral(value, at);
    case ':':
      return { kind: 'group', text: ':', raw: ':' };
    case ';':
      return ENTITY.test(value.slice(Math.max(at - MAX_ENTITY_CHARS, 0), at)) ? null : separator(';');
    default:
      return separator(value[at] ?? '');
  }
}

/** `Smith &amp; Sons`: scripts escape names as if they were HTML. */
const ENTITY =
  /&(?:amp|quot|apos|lt|gt|nbsp|szlig|[a-z](?:uml|acute|grave|circ|tilde|cedil)|#x?[\da-f]{2,5})$/i;
const MAX_ENTITY_CHARS = 8;

function separator(mark: string): AddressToken {
  return { kind: 'separator', text: mark, raw: mark };
}

function readEncodedWord(value: string, start: number): AddressToken | null {
  ENCODED_WORD.lastIndex = start;
  const raw = ENCODED_WORD.exec(value)?.[0];
  return raw === undefined ? null : { kind: 'encoded', text: raw, raw };
}

function readQuoted(value: string, start: number): AddressToken | null {
  for (let at = start + 1; at < value.length; at++) {
    if (value[at] === '\\') at++;
    else if (value[at] === '"') {
      const raw = value.slice(start, at + 1);
      return { kind: 'quoted', text: raw.slice(1, -1).replace(/\\(.)/g, '$1'), raw };
    }
  }
  return null;
}

function readComment(value: string, start: number): AddressToken | null {
  let depth = 0;
  for (let at = start; at < value.length; at++) {
    if (value[at] === '\\') at++;
    else if (value[at] === '(') depth++;
    else if (value[at] === ')' && --depth === 0) {
      const raw = value.slice(start, at + 1);
      return { kind: 'comment', text: raw.slice(1, -1), raw };
    }
  }
  return null;
}

/** White space, empty list elements and comments (RFC 5322 §4.4). */
const GAP = String.raw`(?:[\s,]|\([^()<>@]{0,100}\))*`;
const STEP = String.raw`@(?:\[[^\]<>,@]{1,255}\]|[^<>:,@[]{1,255})`;
/** A source route. In each step only the first character is an `@`, so there is only one way to split it. */
const ROUTE = new RegExp(`${GAP}(?:${STEP}(?:,${GAP})?){1,20}:`, 'y');

/** `<undisclosed-recipients:;>`: an empty group in brackets; relays may have appended their own domain. */
const NOBODY = /<[^<>@:;,"]{0,100}:\s*(?:;[\s;]*(?:@[^<>,;]{1,255})?)?>/y;

/**
 * `<a@b>`, also `<<a@b>>`. Without `>` it ends before the next comma, semicolon or `<`, except for the commas of a
 * route (`<@x,@y:a@b>`).
 */
function readAngle(value: string, start: number): AddressToken {
  NOBODY.lastIndex = start;
  const nobody = NOBODY.exec(value)?.[0];
  if (nobody !== undefined) return { kind: 'angle', text: '', raw: nobody };
  const open = /<[\s<]*/y;
  open.lastIndex = start;
  const inner = start + (open.exec(value)?.[0].length ?? 1);
  const body = /(?:"(?:[^"\\\n]|\\.){0,320}"|[^<>,;])*/y;
  ROUTE.lastIndex = inner;
  const from = inner + (ROUTE.exec(value)?.[0].length ?? 0);
  body.lastIndex = from;
  const end = from + (body.exec(value)?.[0].length ?? 0);
  const close = /[\s>]*>/y;
  close.lastIndex = end;
  const rawEnd = end + (close.exec(value)?.[0].length ?? 0);
  return {
    kind: 'angle',
    text: value.slice(from, end),
    raw: value.slice(start, Math.max(rawEnd, start + 1)),
  };
}

/**
 * `[192.0.2.1]` and `[IPv6:…]` contain colons, `[mailto:a@b]` and `[SMTP:a@b]` an address. Any other bracket is text.
 */
function readLiteral(value: string, start: number): AddressToken | null {
  const literal = /\[(?:(?:mailto|smtp):([^\]\s,;]{1,320})|(?:ipv6:)?[0-9a-f.:]{2,60})\]/iy;
  literal.lastIndex = start;
  const match = literal.exec(value);
  if (!match) return null;
  return { kind: match[1] === undefined ? 'text' : 'angle', text: match[1] ?? match[0], raw: match[0] };
}
