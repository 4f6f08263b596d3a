import iconv from 'iconv-lite';

type CharacterSet =
  'ascii' | 'kana' | 'jis' | 'jis-supplement' | 'gb' | 'ksc' | 'latin' | 'greek' | 'unknown';

/**
 * The escape sequences (without ESC) that choose a set: `$)` for shift-out, `.` for single shift, the others at once.
 */
const DESIGNATIONS: Record<string, CharacterSet> = {
  '(B': 'ascii',
  '(J': 'ascii', // JIS-Roman; senders mean the backslash
  '(H': 'ascii', // Swedish, written by mistake (RFC 1468)
  '(I': 'kana',
  '$@': 'jis',
  $B: 'jis',
  '$(@': 'jis',
  '$(B': 'jis',
  '$(D': 'jis-supplement',
  '$(O': 'jis',
  '$(Q': 'jis',
  $A: 'gb',
  '$(A': 'gb',
  '$(C': 'ksc',
  '$)A': 'gb',
  '$)C': 'ksc',
  '.A': 'latin',
  '.F': 'greek',
};

const shiftJis = new TextDecoder('shift_jis');
const eucJp = new TextDecoder('euc-jp');
const gb18030 = new TextDecoder('gb18030');

const DECODERS: Record<CharacterSet, (bytes: Buffer) => string> = {
  ascii: (bytes) => bytes.toString('latin1'),
  kana: (bytes) => shiftJis.decode(withHighBits(bytes)),
  jis: (bytes) => eucJp.decode(withHighBits(bytes)),
  'jis-supplement': (bytes) => eucJp.decode(withPrefixes(withHighBits(bytes))),
  gb: (bytes) => gb18030.decode(withHighBits(bytes)),
  ksc: (bytes) => iconv.decode(withHighBits(bytes), 'cp949'),
  latin: (bytes) => withHighBits(bytes).toString('latin1'),
  greek: (bytes) => iconv.decode(withHighBits(bytes), 'iso-8859-7'),
  unknown: (bytes) => '\ufffd'.repeat(Math.ceil(bytes.length / 2)),
};

/** Designation, one character by single shift, shift-out, shift-in, line end. */
const CONTROL = /\x1b(\$[()]?[@-Z]|[(.][@-Z])|\x1bN([ -\x7f])|([\x0e\x0f\n])/g;

/**
 * Decodes text in a seven-bit charset of ISO 2022: the ISO-2022-JP family with its Chinese and Korean sets (RFC 1468,
 * 1554, 2237), ISO-2022-KR (RFC 1557) and the GB half of ISO-2022-CN (RFC 1922). What has no meaning becomes U+FFFD.
 */
export function decodeIso2022(bytes: Buffer): string {
  const state: ShiftState = { plain: 'ascii', shiftedOut: 'kana', single: 'latin', shifted: false };
  const decode = (start: number, end: number) =>
    start === end ? '' : DECODERS[state.shifted ? state.shiftedOut : state.plain](bytes.subarray(start, end));
  let out = '';
  let end = 0;
  for (const match of bytes.toString('latin1').matchAll(CONTROL)) {
    const [control, designation, character, mark] = match;
    out += decode(end, match.index);
    end = match.index + control.length;
    if (designation !== undefined) designate(state, designation);
    else if (character !== undefined) out += DECODERS[state.single](Buffer.from(character, 'latin1'));
    else state.shifted = mark === '\x0e';
    if (mark !== '\n') continue;
    out += mark;
    state.plain = 'ascii'; // every line starts in ASCII (RFC 1468)
  }
  return out + decode(end, bytes.length);
}

interface ShiftState {
  plain: CharacterSet;
  shiftedOut: CharacterSet;
  single: CharacterSet;
  shifted: boolean;
}

function designate(state: ShiftState, designation: string): void {
  const set = DESIGNATIONS[designation] ?? 'unknown';
  if (designation.startsWith('$)')) state.shiftedOut = set;
  else if (designation.startsWith('.')) state.single = set;
  else state.plain = set;
}

/** No set contains controls or space. */
function withHighBits(bytes: Buffer): Buffer {
  return Buffer.from(bytes).map((byte) => (byte > 0x20 ? byte | 0x80 : byte)) as Buffer;
}

/** EUC-JP puts 8F before each character of JIS X 0212. */
function withPrefixes(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('latin1').replace(/[\x80-\xff]{2}/g, '\x8f$&'), 'latin1');
}
