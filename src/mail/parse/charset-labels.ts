import iconv from 'iconv-lite';

/** How a charset is decoded: by the platform, by iconv-lite, or by a small decoder of our own. */
export type Charset =
  { by: 'platform'; label: string } | { by: 'iconv'; label: string } | { by: 'own'; label: OwnLabel };
export type OwnLabel = 'iso-2022-jp' | 'iso-2022' | 'hz-gb-2312' | 'utf-16';

const platform = (label: string): Charset => ({ by: 'platform', label });
const viaIconv = (label: string): Charset => ({ by: 'iconv', label });
const own = (label: OwnLabel): Charset => ({ by: 'own', label });

/**
 * Labels (lower case, no punctuation) that iconv-lite would read as a different charset. The Western, Chinese, Korean,
 * Japanese, Thai and Turkish ones are read as their supersets, as every mail reader does (WHATWG Encoding §4.2):
 * senders declare the old standard but use the vendor's extension.
 */
const LABELS_BY_CHARSET: [charset: Charset, labels: string][] = [
  [platform('utf-8'), 'utf utf8 utf8mac utf8mb3 utf8mb4 unicode11utf8 unicode20utf8 cp65001 65001'],
  [
    platform('gb18030'),
    'gb18030 gb180302005 gb180302022 gb2312 gb231280 gbk cp936 euccn cngb xgbk eucgb2312cn',
  ],
  [viaIconv('big5-hkscs'), 'big5 big5hkscs cnbig5 cp950 big5tw'],
  [viaIconv('cp949'), 'cp949 windows949 uhc euckr ksc5601 ksc56011987'],
  [
    platform('shift_jis'),
    'shiftjis sjis xsjis mskanji cp932 windows31j macjapanese shiftjisx0213 shiftjis2004',
  ],
  [platform('euc-jp'), 'eucjp xeucjp eucjpms eucjpwin cp51932 cp20932 eucpkdfmtjapanese'],
  [
    own('iso-2022-jp'),
    'iso2022jp iso2022jp1 iso2022jp2 iso2022jp3 iso2022jp2004 iso2022jpms cp50220 cp50221 cp50222',
  ],
  [own('iso-2022'), 'iso2022kr iso2022cn iso2022cnext'],
  [own('hz-gb-2312'), 'hz hzgb2312'],
  [own('utf-16'), 'utf16 unicode ucs2 iso10646 iso106461 iso10646ucs2'],
  [platform('utf-16le'), 'utf16le unicodefeff'],
  [platform('utf-16be'), 'utf16be unicodefffe'],
  [viaIconv('utf-7'), 'utf7 unicode11utf7 xunicode20utf7'],
  [viaIconv('windows-1252'), 'iso88591 latin1 isolatin1 csisolatin1 isoir100 l1 cp819 ibm819 ansi'],
  [viaIconv('windows-1254'), 'iso88599 latin5 csisolatin5 isoir148 l5'],
  [viaIconv('windows-874'), 'iso885911 tis620 dos874'],
  [viaIconv('iso-8859-6'), 'iso88596i iso88596e'],
  [viaIconv('iso-8859-2'), 'iso88592 latin2 isolatin2 csisolatin2 isoir101 l2'],
  [viaIconv('iso-8859-7'), 'iso88597 greek greek8 csisolatingreek isoir126 elot928 ecma118 suneugreek'],
  [viaIconv('iso-8859-8'), 'iso88598 hebrew csisolatinhebrew isoir138 iso88598i iso88598e logical visual'],
  [viaIconv('iso-8859-13'), 'iso885913'],
  [viaIconv('iso-8859-15'), 'isolatin9'],
  [viaIconv('koi8-r'), 'koi koi8'],
  [platform('koi8-u'), 'koi8ru'],
  [platform('macintosh'), 'mac macintosh csmacintosh macroman'], // iconv-lite's tables predate the euro
  [platform('x-mac-cyrillic'), 'maccyrillic macukrainian'],
  [viaIconv('maccenteuro'), 'macce maccentraleurroman'],
  [viaIconv('macromania'), 'macromanian'],
  [viaIconv('maciceland'), 'macicelandic'],
  [viaIconv('cp720'), 'dos720'],
  [viaIconv('cp862'), 'dos862'],
];
const LABELS = new Map(
  LABELS_BY_CHARSET.flatMap(([charset, labels]) =>
    labels.split(' ').map((label): [string, Charset] => [label, charset]),
  ),
);

/** Extensions that move some of their standard's characters: used only if the bytes show it. */
const EXTENSIONS: Record<string, string> = {
  'iso-8859-2': 'windows-1250',
  'iso-8859-7': 'windows-1253',
  'iso-8859-8': 'windows-1255',
  'iso-8859-13': 'windows-1257',
};

/**
 * The vendor's extension that a sender used under the name of a standard. Bytes that are control characters in ISO 8859
 * show it, because no text has those. Null if there are none, or if the label is not such a standard.
 */
export function extensionOf({ label }: Charset, bytes: Buffer): Charset | null {
  const extension = EXTENSIONS[label];
  return extension !== undefined && bytes.some((byte) => byte >= 0x80 && byte <= 0x9f)
    ? viaIconv(extension)
    : null;
}

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

/** Longer names are not charsets; the longest in the IANA registry has 45 characters. */
const MAX_LABEL_CHARS = 64;

/**
 * The charset that a label means; null if it says nothing or is unknown.
 *
 * @see IANA character sets; WHATWG Encoding §4.2 for the superset readings
 */
export function findCharset(label: string | null | undefined): Charset | null {
  if (!label || label.length > MAX_LABEL_CHARS) return null;
  const plain = label
    .toLowerCase()
    .replace(/\*.*/s, '')
    .replace(/^.*charset\s*=/, '')
    .replace(/[(;].*|:\d{4}$/s, '') // a comment, text behind a semicolon, the year of ISO_8859-1:1987
    .replace(/[^a-z0-9]/g, '');
  return (
    findPlain(plain) ?? findPlain(plain.replace(/^(?:x|cs|windows(?=cp))/, '').replace(/^8859/, 'iso8859'))
  ); // x-mac-greek, csISO2022JP
}

/** True for a charset that can hold text that is not UTF-8 ("legacy encodings", WHATWG Encoding §4.2). */
export function isLegacyCharset(label: string | undefined): label is string {
  const charset = findCharset(label);
  return charset !== null && charset.label !== 'utf-8';
}

function findPlain(plain: string): Charset | null {
  if (SAY_NOTHING.has(plain)) return null;
  const listed = LABELS.get(plain);
  if (listed) return listed;
  return iconv.encodingExists(plain) && !NO_CHARSETS.has(plain) ? viaIconv(plain) : null;
}

/** iconv-lite also has encodings that are not charsets. */
const NO_CHARSETS = new Set(['base64', 'hex', 'binary', 'internal']);
