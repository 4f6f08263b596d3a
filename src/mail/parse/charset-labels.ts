import iconv from 'iconv-lite';

/** How a charset is decoded: by the platform, by iconv-lite, or by a small decoder of our own. */
export type Charset =
  | { by: 'platform'; label: string }
  | { by: 'iconv'; label: string }
  | { by: 'own'; label: 'iso-2022-jp' | 'iso-2022' | 'hz-gb-2312' | 'utf-16' };

const platform = (label: string): Charset => ({ by: 'platform', label });
const viaIconv = (label: string): Charset => ({ by: 'iconv', label });

/**
 * Labels (lower case, no punctuation) whose charset is not what iconv-lite makes of the name. The Chinese, Korean and
 * Japanese ones are read as their supersets, as every mail reader does (WHATWG Encoding §4.2): senders declare the old
 * standard and use the vendor's extension.
 */
const LABELS: Record<string, Charset> = {
  utf8: platform('utf-8'),
  unicode11utf8: platform('utf-8'),
  utf8mb4: platform('utf-8'),
  cp65001: platform('utf-8'),
  gb2312: platform('gb18030'),
  gb231280: platform('gb18030'),
  gbk: platform('gb18030'),
  cp936: platform('gb18030'),
  xgbk: platform('gb18030'),
  euccn: platform('gb18030'),
  gb18030: platform('gb18030'),
  big5: viaIconv('big5-hkscs'),
  big5hkscs: viaIconv('big5-hkscs'),
  cnbig5: viaIconv('big5-hkscs'),
  cp950: viaIconv('big5-hkscs'),
  ksc56011987: viaIconv('cp949'),
  ksc5601: viaIconv('cp949'),
  euckr: viaIconv('cp949'),
  cp949: viaIconv('cp949'),
  uhc: viaIconv('cp949'),
  windows949: viaIconv('cp949'),
  shiftjis: platform('shift_jis'),
  sjis: platform('shift_jis'),
  xsjis: platform('shift_jis'),
  mskanji: platform('shift_jis'),
  cp932: platform('shift_jis'),
  windows31j: platform('shift_jis'),
  eucjp: platform('euc-jp'),
  xeucjp: platform('euc-jp'),
  iso2022jp: { by: 'own', label: 'iso-2022-jp' },
  iso2022jp1: { by: 'own', label: 'iso-2022-jp' },
  iso2022jp2: { by: 'own', label: 'iso-2022-jp' },
  iso2022jp3: { by: 'own', label: 'iso-2022-jp' },
  iso2022jp2004: { by: 'own', label: 'iso-2022-jp' },
  iso2022jpms: { by: 'own', label: 'iso-2022-jp' },
  cp50220: { by: 'own', label: 'iso-2022-jp' },
  cp50221: { by: 'own', label: 'iso-2022-jp' },
  cp50222: { by: 'own', label: 'iso-2022-jp' },
  iso2022kr: { by: 'own', label: 'iso-2022' },
  iso2022cn: { by: 'own', label: 'iso-2022' },
  iso2022cnext: { by: 'own', label: 'iso-2022' },
  hz: { by: 'own', label: 'hz-gb-2312' },
  hzgb2312: { by: 'own', label: 'hz-gb-2312' },
  utf16: { by: 'own', label: 'utf-16' },
  unicode: { by: 'own', label: 'utf-16' },
  ucs2: { by: 'own', label: 'utf-16' },
  iso10646ucs2: { by: 'own', label: 'utf-16' },
  utf16le: platform('utf-16le'),
  utf16be: platform('utf-16be'),
  utf7: viaIconv('utf-7'),
  unicode11utf7: viaIconv('utf-7'),
  xunicode20utf7: viaIconv('utf-7'),
  iso88591: viaIconv('windows-1252'), // senders mean 1252 (WHATWG Encoding §4.2)
  latin1: viaIconv('windows-1252'),
  iso88599: viaIconv('windows-1254'),
  iso885911: viaIconv('windows-874'),
  tis620: viaIconv('windows-874'),
  iso88598i: viaIconv('iso-8859-8'),
  iso88598e: viaIconv('iso-8859-8'),
  iso88596i: viaIconv('iso-8859-6'),
  iso88596e: viaIconv('iso-8859-6'),
  macce: viaIconv('maccenteuro'),
  maccentraleurroman: viaIconv('maccenteuro'),
  macukrainian: viaIconv('macukraine'),
  macromanian: viaIconv('macromania'),
  macicelandic: viaIconv('maciceland'),
  macjapanese: platform('shift_jis'),
  shiftjisx0213: platform('shift_jis'),
  shiftjis2004: platform('shift_jis'),
  eucjpms: platform('euc-jp'),
  eucjpwin: platform('euc-jp'),
  cp51932: platform('euc-jp'),
  cp20932: platform('euc-jp'),
  gb180302005: platform('gb18030'),
  gb180302022: platform('gb18030'),
  cngb: platform('gb18030'),
  koi8: viaIconv('koi8-r'),
  logical: viaIconv('iso-8859-8'),
  visual: viaIconv('iso-8859-8'),
  dos720: viaIconv('cp720'),
  dos862: viaIconv('cp862'),
  dos874: viaIconv('windows-874'),
  ansi: viaIconv('windows-1252'),
  isolatin1: viaIconv('windows-1252'),
  utf8mac: platform('utf-8'),
  utf: platform('utf-8'),
  '65001': platform('utf-8'),
};

/** Names that say nothing: the bytes are judged as if no charset were declared. */
const SAY_NOTHING = new Set([
  '',
  'usascii',
  'ascii',
  'ansix341968',
  'unknown',
  'unknown8bit',
  'xunknown',
  '8bit',
]);

/** A longer name is no charset; the IANA registry's longest has 45 characters. */
const MAX_LABEL_CHARS = 64;

/**
 * The charset that a label means; null when it says nothing or nobody knows it.
 *
 * @see IANA character sets; WHATWG Encoding §4.2 for the superset readings
 */
export function findCharset(label: string | null | undefined): Charset | null {
  if (!label || label.length > MAX_LABEL_CHARS) return null;
  const plain = label
    .toLowerCase()
    .replace(/\*.*/s, '')
    .replace(/^.*charset\s*=/, '')
    .replace(/[(;].*|:\d{4}$/s, '') // a comment, what came behind a semicolon, the year of ISO_8859-1:1987
    .replace(/[^a-z0-9]/g, '');
  return (
    findPlain(plain) ?? findPlain(plain.replace(/^(?:x|cs|windows(?=cp))/, '').replace(/^8859/, 'iso8859'))
  ); // x-mac-greek, csISO2022JP
}

function findPlain(plain: string): Charset | null {
  if (SAY_NOTHING.has(plain)) return null;
  if (Object.hasOwn(LABELS, plain)) return LABELS[plain] ?? null;
  return iconv.encodingExists(plain) && !NO_CHARSETS.has(plain) ? viaIconv(plain) : null;
}

/** iconv-lite also knows encodings that are no charsets. */
const NO_CHARSETS = new Set(['base64', 'hex', 'binary', 'internal']);
