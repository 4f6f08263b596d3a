import sanitizeHtml, { type Attributes, type IOptions } from 'sanitize-html';
import { contentIdsOf } from '../content-id.js';
import {
  ALLOWED_ATTRIBUTES,
  ALLOWED_TAGS,
  ATTRIBUTE_VALUES,
  BLOCK_WRAPPERS,
  STYLE_VALUES,
  TEXTLESS_TAGS,
  VOID_TAGS,
} from './allowed.js';
import { limitDepth } from './limit-depth.js';

/** Longest HTML shown, in UTF-16 units (2 Mi). Newsletters stay below 0.2 Mi; the rest is in the raw mail. */
export const MAX_HTML_LENGTH = 2 * 1024 * 1024;

/** Deepest nesting shown. Table layouts in real mail reach about 40 levels. */
const MAX_HTML_DEPTH = 100;

export interface SanitiseOptions {
  /**
   * The URL at which we serve the part with this Content-ID, or null if the mail has none. The id is decoded, without
   * `<>`, its case as in the mail. The URL is trusted and put into `src` as it is.
   */
  attachmentUrl: (contentId: string) => string | null;
  /** The same for the part with this Content-Location (RFC 2557); trusted too. */
  locationUrl?: (location: string) => string | null;
}

/**
 * Makes a stranger's HTML safe to display in a scriptless, sandboxed frame. Call it last, on decoded HTML.
 *
 * Only what `allowed.ts` lists survives: no scripts, forms, frames, plug-ins, SVG, MathML, comments, identifiers, event
 * handlers, or styles that could load, move, cover or hide. Removed elements leave their text, except script, style,
 * title and template. Links keep an absolute `href` (http, https) or mailto/tel, and open outside. Images that are
 * parts of the mail (`cid:`, RFC 2392, or Content-Location) get our URL; all others lose `src` and show only their
 * `alt`. HTML beyond `MAX_HTML_LENGTH` is cut off.
 */
export function sanitiseHtml(html: string, options: SanitiseOptions): string {
  const clean = storable(html.slice(0, MAX_HTML_LENGTH));
  return sanitizeHtml(limitDepth(clean, MAX_HTML_DEPTH), rules(options));
}

/** Removes NUL; a lone surrogate (the cut may leave one) becomes U+FFFD. */
function storable(html: string): string {
  return html.replace(/\0/g, '').replace(/\p{Surrogate}/gu, '\uFFFD');
}

function rules(options: SanitiseOptions): IOptions {
  return {
    allowedTags: ALLOWED_TAGS,
    allowedAttributes: ALLOWED_ATTRIBUTES,
    selfClosing: VOID_TAGS,
    nonTextTags: TEXTLESS_TAGS,
    disallowedTagsMode: 'discard',
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowProtocolRelative: false,
    // `keptStyle` is stricter than postcss and the library's allowedStyles, and linear
    parseStyleAttributes: false,
    transformTags: {
      ...Object.fromEntries(BLOCK_WRAPPERS.map((tag) => [tag, 'div'])),
      a: (tagName, attribs) => ({ tagName, attribs: linkAttributes(attribs) }),
      img: (tagName, attribs) => ({ tagName, attribs: imageAttributes(attribs, options) }),
      '*': (tagName, attribs) => ({ tagName, attribs: keptAttributes(attribs) }),
    },
  };
}

/**
 * Keeps only absolute URLs, because a relative href would point to the service itself. URL parsers ignore tab, CR and
 * LF anywhere and C0 controls and space at the ends (WHATWG URL §4.4), so these are removed first.
 */
function linkAttributes({ href, ...rest }: Attributes): Attributes {
  const url = trimmedUrl(href ?? '');
  if (!/^(?:https?:\/\/[^\s/\\]|mailto:|tel:)/i.test(url)) return { ...rest, target: '', rel: '' };
  return { href: url, ...rest, target: '_blank', rel: 'noopener noreferrer nofollow ugc' };
}

function imageAttributes({ src: source, ...rest }: Attributes, options: SanitiseOptions): Attributes {
  const url = trimmedUrl(source ?? '');
  const shown = { ...rest, alt: rest.alt ?? '' };
  const ids = contentIdsOf(url);
  const part = ids.length > 0 ? partUrl(ids, options) : locatedUrl(url, options);
  return part === null ? shown : { ...shown, src: part };
}

function partUrl(ids: string[], { attachmentUrl }: SanitiseOptions): string | null {
  for (const id of ids) {
    const url = attachmentUrl(id);
    if (url !== null) return url;
  }
  return null;
}

function locatedUrl(url: string, { locationUrl }: SanitiseOptions): string | null {
  return url === '' ? null : (locationUrl?.(url) ?? null);
}

function trimmedUrl(url: string): string {
  return url
    .replace(/[\t\r\n]/g, '')
    .replace(/^[\0- ]+/, '')
    .trimEnd();
}

function keptAttributes(attribs: Attributes): Attributes {
  const kept: Attributes = {};
  for (const [name, value] of Object.entries(attribs)) {
    const pattern = Object.hasOwn(ATTRIBUTE_VALUES, name) ? ATTRIBUTE_VALUES[name] : undefined;
    if (name !== 'style' && (!pattern || pattern.test(value.trim()))) kept[name] = value;
  }
  if (attribs.style) kept.style = keptStyle(attribs.style);
  return kept;
}

function keptStyle(style: string): string {
  const kept: string[] = [];
  for (const declaration of style.split(';')) {
    const colon = declaration.indexOf(':');
    const property = declaration.slice(0, Math.max(colon, 0)).trim().toLowerCase();
    const value = declaration.slice(colon + 1).trim();
    if (Object.hasOwn(STYLE_VALUES, property) && STYLE_VALUES[property]?.test(value)) {
      kept.push(`${property}:${value}`);
    }
  }
  return kept.join(';');
}
