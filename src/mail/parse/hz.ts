const TILDE = 0x7e;
const LF = 0x0a;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const HIGH_BIT = 0x80;

/** Converts HZ (RFC 1843) to GB 2312: `~{` and `~}` shift, `~~` is a tilde, `~` at a line's end joins the lines. */
export function hzToGb(bytes: Buffer): Buffer {
  const out = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  let shifted = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    const next = bytes[at + 1];
    if (byte === TILDE && (next === OPEN_BRACE || next === CLOSE_BRACE)) {
      shifted = next === OPEN_BRACE;
      at++;
    } else if (!shifted && byte === TILDE && (next === TILDE || next === LF)) {
      if (next === TILDE) out[length++] = TILDE;
      at++;
    } else out[length++] = shifted && byte > 0x20 ? byte | HIGH_BIT : byte;
  }
  return out.subarray(0, length);
}
