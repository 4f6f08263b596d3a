/**
 * What an element says about the text inside it.
 * - `quote`: an earlier mail
 * - `citation`: a plain blockquote: an earlier mail, or a passage that the writer cites
 * - `box`: an editor's box around an earlier mail **and** what is written into it; some hold nothing else (Gmail)
 * - `section`: the same, but always around an earlier mail (Spark, Proton Mail)
 * - `editor`: a box with the writer's words and, below a drawn line, the earlier mail (Outlook)
 * - `rest`: from here to the end of the document is an earlier mail
 * - `signature`: the writer's signature
 */
export type HtmlMark = 'quote' | 'citation' | 'box' | 'section' | 'editor' | 'rest' | 'signature';

type Attributes = Readonly<Record<string, string>>;

/** Marks by class name (whole words, lower case, an `x_` or `ydp…` prefix allowed). */
const CLASS_MARKS: ReadonlyArray<[RegExp, HtmlMark]> = [
  [/(?:^|[\s_])gmail_(?:quote_container|quote)(?:\s|$)/, 'box'], // Gmail
  [/(?:^|[\s_])gmail_attr(?:\s|$)/, 'quote'],
  [/(?:^|\s)(?:x_)?moz-(?:cite-prefix|forward-container|email-headers-table)(?:\s|$)/, 'quote'], // Thunderbird
  [/(?:^|\s)(?:x_)?protonmail_quote(?:\s|$)/, 'section'], // Proton Mail
  [/(?:^|\s)\w*yahoo_quoted(?:\s|$)/, 'quote'], // Yahoo Mail
  [/(?:^|\s)(?:x_)?zmail_extra(?:\s|$)/, 'quote'], // Zoho Mail
  [/(?:^|\s)(?:x_)?(?:airmail_on|__pbconvhr)(?:\s|$)/, 'quote'], // Airmail, Postbox
  [/(?:^|\s)(?:x_)?outlookmessageheader(?:\s|$)/, 'rest'], // Outlook 2002
  [
    /(?:^|\s)(?:x_)?(?:front-blockquote|front_quote|hey_quote|spark_quote|missive_quote|freshdesk_quote|zd_quote)(?:\s|$)/,
    'quote',
  ],
  [/(?:^|\s)(?:x_)?ms-outlook-mobile-reference-message(?:\s|$)/, 'rest'], // Outlook for phones
  [/(?:^|[\s_])gmail_signature_prefix(?:\s|$)/, 'signature'],
  [/(?:^|\s)[\w-]*signature(?:_block)?(?:-user)?(?:\s|$)|(?:^|\s)mb_sig(?:\s|$)/, 'signature'], // nearly all; Mailbird
];

/** Added by Outlook (`x_`) and Gmail (`m_-123…`, `gmail-m_123…`) before the ids of a quoted mail. */
const ID_PREFIX = /^(?:x_|(?:gmail-)?m_-?\d+_?)+/;

/** Marks by id (lower case, without such a prefix). */
const ID_MARKS: ReadonlyMap<string, HtmlMark> = new Map<string, HtmlMark>([
  ['divrplyfwdmsg', 'rest'], // Outlook on the web
  ['mail-editor-reference-message-container', 'editor'], // Outlook for phones
  ['stopspelling', 'rest'], // Hotmail
  ['mail_ru_quote', 'quote'],
  ['yahoo_quoted', 'quote'],
  ['zwchr', 'rest'], // Zimbra
  ['olk_src_body_section', 'rest'], // Outlook for Mac
  ['replysplit', 'rest'],
  ['reply-intro', 'quote'], // Roundcube
  ['isreplycontent', 'quote'], // NetEase
  ['mac_outlook_attribution', 'quote'],
  ['ms-outlook-mobile-signature', 'signature'],
  ['applemailsignature', 'signature'],
  ['ymail_android_signature', 'signature'],
  ['composer_signature', 'signature'], // Samsung Email
  ['zm-_id_-sgn', 'signature'], // Zoho Mail
  ['signature_old', 'signature'], // eM Client
  ['signature', 'signature'],
  ['protonmail_signature_block', 'signature'],
]);

/** Marks by the `name` attribute of a div. */
const NAME_MARKS: ReadonlyMap<string, HtmlMark> = new Map<string, HtmlMark>([
  ['quote', 'quote'], // GMX, WEB.DE, mail.com
  ['quoted-content', 'quote'],
  ['messagereplysection', 'section'], // Spark
  ['messagesignaturesection', 'signature'],
]);

/** Editors in browsers indent with a blockquote of this shape; it holds the writer's own words. */
const INDENT_MARGIN = /margin(?:-left)?:[^;]{0,40}40px/;
const QUOTE_BORDER = /border(?:-left)?:(?!\s*none)/;

/** Outlook and Windows Mail draw a thin line above the header block of the answered mail; others rewrite its style. */
const OUTLOOK_PADDING = /(?:^|[;\s])padding:\s*3(?:\.0)?pt\s+0(?:in|cm)\s+0(?:in|cm)/;
const OUTLOOK_LINE = /border-top:[^;]{0,40}solid|border-style:\s*solid\s+none\s+none/;
const WINDOWS_MAIL_LINE =
  /padding-top:\s*5px;\s*border-top-color:[^;]+;\s*border-top-width:\s*1px;\s*border-top-style:\s*solid/;

/** The mark of an element with this name and these attributes; null for most. */
export function markOf(name: string, attributes: Attributes): HtmlMark | null {
  if (name === 'blockquote' && isIndentation(attributes)) return null;
  const byId = ID_MARKS.get((attributes['id'] ?? '').toLowerCase().replace(ID_PREFIX, ''));
  if (byId === 'editor') return byId;
  const className = attributes['class']?.toLowerCase();
  if (className !== undefined) {
    for (const [pattern, mark] of CLASS_MARKS) {
      if (pattern.test(className)) return name === 'blockquote' ? markInBox(mark) : mark;
    }
  }
  if (byId !== undefined) return byId;
  if (attributes['data-signatureblock'] === 'true' || attributes['data-smartmail'] === 'gmail_signature') {
    return 'signature';
  }
  const byName = name === 'div' ? NAME_MARKS.get((attributes['name'] ?? '').toLowerCase()) : undefined;
  if (byName !== undefined) return byName;
  if (name === 'blockquote') return markOfBlockquote(attributes);
  const style = name === 'div' ? attributes['style']?.toLowerCase() : undefined;
  return style !== undefined && isLineAboveHeader(style) ? 'rest' : null;
}

/** The mark of a blockquote with a client's class. Gmail's box holds the answered mail, a citation does not. */
function markInBox(mark: HtmlMark): HtmlMark {
  if (mark === 'box') return 'citation';
  return mark === 'signature' ? mark : 'quote';
}

function isLineAboveHeader(style: string): boolean {
  return (OUTLOOK_PADDING.test(style) && OUTLOOK_LINE.test(style)) || WINDOWS_MAIL_LINE.test(style);
}

/**
 * Mail programs give the blockquote around an answered mail a type or a class; editors give one around a citation a
 * style.
 */
function markOfBlockquote(attributes: Attributes): HtmlMark | null {
  return Object.keys(attributes).every((name) => name === 'style' || name === 'dir') ? 'citation' : 'quote';
}

function isIndentation({ type, cite, style = '' }: Attributes): boolean {
  if (type === 'cite' || cite !== undefined) return false;
  const shape = style.toLowerCase();
  return INDENT_MARGIN.test(shape) && !QUOTE_BORDER.test(shape);
}
