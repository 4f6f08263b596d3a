/** Everything that may stay in displayed mail HTML; all else is removed. */

export const ALLOWED_TAGS = [
  ...['p', 'div', 'span', 'br', 'hr', 'wbr', 'pre', 'blockquote', 'address', 'center', 'font'],
  ...['article', 'aside', 'footer', 'header', 'main', 'nav', 'section', 'figure', 'figcaption'],
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
  ...['b', 'strong', 'i', 'em', 'u', 's', 'strike', 'del', 'ins', 'small', 'big', 'sub', 'sup', 'mark', 'tt'],
  ...['abbr', 'cite', 'code', 'dfn', 'kbd', 'q', 'samp', 'time', 'var', 'bdi', 'ruby', 'rb', 'rp', 'rt'],
  ...['ul', 'ol', 'li', 'dl', 'dt', 'dd'],
  ...['table', 'caption', 'colgroup', 'col', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td'],
  ...['a', 'img'],
];

/** Allowed elements that have no end tag. */
export const VOID_TAGS = ['br', 'hr', 'wbr', 'img', 'col'];

/**
 * Elements whose content is not text of the mail. Not `head`: its end tag may be missing, and all that it could show is
 * in these.
 */
export const TEXTLESS_TAGS = ['script', 'style', 'title', 'template'];

/** Removed elements that start a new line. They become a `div`, so that their text does not run into its neighbours. */
export const BLOCK_WRAPPERS = ['form', 'fieldset', 'legend', 'details', 'summary', 'dialog'];

const CELL_ATTRIBUTES = ['align', 'valign', 'bgcolor', 'width', 'height', 'colspan', 'rowspan'];
const ROW_ATTRIBUTES = ['align', 'valign', 'bgcolor'];
const BLOCK_ATTRIBUTES = ['align'];

export const ALLOWED_ATTRIBUTES: Record<string, string[]> = {
  '*': ['style', 'dir', 'lang', 'title'],
  a: ['href', 'target', 'rel'],
  img: ['src', 'alt', 'width', 'height', 'align', 'border'],
  font: ['color', 'face', 'size'],
  table: ['align', 'bgcolor', 'border', 'cellpadding', 'cellspacing', 'width', 'height'],
  thead: ROW_ATTRIBUTES,
  tbody: ROW_ATTRIBUTES,
  tfoot: ROW_ATTRIBUTES,
  tr: ROW_ATTRIBUTES,
  th: CELL_ATTRIBUTES,
  td: CELL_ATTRIBUTES,
  col: ['span', 'width'],
  colgroup: ['span', 'width'],
  ol: ['start', 'type'],
  ul: ['type'],
  li: ['type', 'value'],
  hr: ['align', 'size', 'width'],
  ...Object.fromEntries(
    ['p', 'div', 'caption', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((tag) => [tag, BLOCK_ATTRIBUTES]),
  ),
};

const COLOUR = /^(?:#[0-9a-f]{3,8}|[a-z]{3,24}|rgba?\([0-9., %]{5,40}\)|hsla?\([0-9., %deg]{5,40}\))$/i;
const LENGTH = /^\d{1,4}%?$/;
/** Browsers span at most 1,000 columns anyway; a larger number only costs layout time. */
const SPAN = /^\d{1,3}$/;
const ALIGNMENT = /^(?:left|right|center|justify|top|middle|bottom|baseline|char)$/i;

/** Patterns for the values of allowed attributes. Attributes not listed are free text or written by us. */
export const ATTRIBUTE_VALUES: Record<string, RegExp> = {
  align: ALIGNMENT,
  valign: ALIGNMENT,
  bgcolor: COLOUR,
  color: COLOUR,
  face: /^[\p{L}\p{N} ,'"_-]{1,100}$/u,
  size: /^[+-]?\d{1,3}$/,
  width: LENGTH,
  height: LENGTH,
  border: LENGTH,
  cellpadding: LENGTH,
  cellspacing: LENGTH,
  span: SPAN,
  colspan: SPAN,
  rowspan: SPAN,
  start: /^-?\d{1,9}$/,
  value: /^-?\d{1,9}$/,
  type: /^(?:[1aAiI]|disc|circle|square)$/,
  dir: /^(?:ltr|rtl|auto)$/i,
  lang: /^[a-z0-9-]{1,35}$/i,
};

/**
 * Colour, alignment, weight, size and white space: nothing that can fetch, move, cover or hide. The patterns are
 * anchored and allow no backslash, `@`, quote or `url(`, so no escaped or nested value matches.
 */
export const STYLE_VALUES: Record<string, RegExp> = {
  color: COLOUR,
  'background-color': COLOUR,
  'text-align': /^(?:left|right|center|justify|start|end)$/i,
  'vertical-align': /^(?:baseline|sub|super|top|middle|bottom|text-top|text-bottom)$/i,
  'font-weight': /^(?:normal|bold|bolder|lighter|[1-9]00)$/i,
  'font-style': /^(?:normal|italic|oblique)$/i,
  'font-size':
    /^(?:\d{1,3}(?:\.\d{1,3})?(?:px|pt|em|rem|%)|(?:xx?-)?(?:small|large)|medium|smaller|larger)$/i,
  'white-space': /^(?:normal|pre|pre-wrap|pre-line|break-spaces)$/i,
  'text-decoration': /^(?:none|underline|line-through|overline)$/i,
};
