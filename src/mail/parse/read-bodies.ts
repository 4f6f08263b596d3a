import { isBlank } from '../invisible.js';
import { type MailLimits } from '../limits.js';
import { roleOf, type PartPlace } from './classify-part.js';
import { type Defects } from './defects.js';
import { type MimePart } from './part-tree.js';
import { readText } from './text-content.js';
import { extractUuencoded, type UuencodedFile } from './uuencode.js';

/** The body of a mail and the leaves of its tree that are not body, in order. */
export interface Bodies {
  /** Body parts of each kind, in order. */
  text: string[];
  html: string[];
  /** True if HTML follows text instead of being a version of it. */
  htmlFollowsText: boolean;
  /** Files found inside the text. */
  uuencoded: UuencodedFile[];
  /** Everything else. */
  rest: MimePart[];
}

interface BodyContext {
  limits: MailLimits;
  defects: Defects;
  /** Files found inside the texts so far. */
  uuencoded: number;
}

const ALONE: PartPlace = { first: true, alternative: false };

/**
 * Finds the body: the parts of a multipart one after the other, but of a multipart/alternative the best of each kind
 * (RFC 2046 §5.1.4: the last one).
 */
export function readBodies(part: MimePart, context: BodyContext, place = ALONE): Bodies {
  if (part.children.length === 0) return readLeaf(part, context, place);
  const alternative = part.contentType.value === 'multipart/alternative' && part.children.length > 1;
  const children = childrenInOrder(part).map((child, index) => ({
    child,
    bodies: readBodies(child, context, { first: index === 0, alternative }),
  }));
  const all = children.map(({ bodies }) => bodies);
  return {
    ...(alternative ? bestOfBoth(children) : concatenate(all)),
    uuencoded: all.flatMap(({ uuencoded }) => uuencoded),
    rest: all.flatMap(({ rest }) => rest),
  };
}

function readLeaf(part: MimePart, context: BodyContext, place: PartPlace): Bodies {
  const { limits, defects } = context;
  const bodies: Bodies = { text: [], html: [], htmlFollowsText: false, uuencoded: [], rest: [] };
  const role = part.contentType.value.startsWith('multipart/') ? 'empty' : roleOf(part, place);
  if (role === 'text') {
    const { text, files, isCut } = extractUuencoded(
      readText(part, limits, defects),
      limits.parts - context.uuencoded,
    );
    context.uuencoded += files.length;
    if (isCut) defects.add('too_many_uuencoded');
    bodies.text.push(text);
    bodies.uuencoded.push(...files);
  } else if (role === 'html') bodies.html.push(readText(part, limits, defects));
  else if (role !== 'empty') bodies.rest.push(part);
  return bodies;
}

/** In multipart/related, the root (its `start` parameter, RFC 2387 §3.2) goes first. */
function childrenInOrder(part: MimePart): MimePart[] {
  const start = part.contentType.parameters['start'];
  if (part.contentType.value !== 'multipart/related' || !start) return part.children;
  const bare = (id: string) => id.replace(/[\s<>]/g, '');
  const isRoot = (child: MimePart) =>
    child.fields.some((field) => field.name === 'content-id' && bare(field.bytes) === bare(start));
  return [...part.children.filter(isRoot), ...part.children.filter((child) => !isRoot(child))];
}

/**
 * Joins bodies in order. Text that follows HTML without a plain version (list footers, Apple Mail's text between files)
 * would alone look like the whole plain body, so it goes into the HTML and there is no plain body.
 */
function concatenate(all: Bodies[]): Words {
  const filled = all.filter(({ text, html }) => text.some(isFilled) || html.some(isFilled));
  const [first, ...others] = filled;
  const htmlFirst = first !== undefined && isHtmlOnly(first);
  if (!htmlFirst || others.length === 0) {
    return {
      text: all.flatMap(({ text }) => text),
      html: all.flatMap(({ html }) => html),
      htmlFollowsText: others.some(isHtmlOnly) || all.some(({ htmlFollowsText }) => htmlFollowsText),
    };
  }
  const html = filled.flatMap((bodies) =>
    bodies.html.length > 0 ? bodies.html : bodies.text.map(textAsHtml),
  );
  return { text: [], html, htmlFollowsText: false };
}

function isHtmlOnly({ text }: Bodies): boolean {
  return !text.some(isFilled);
}

function isFilled(body: string): boolean {
  return !isBlank(body);
}

function textAsHtml(text: string): string {
  return `<pre>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</pre>`;
}

/** The words of a multipart. */
type Words = Pick<Bodies, 'text' | 'html' | 'htmlFollowsText'>;

interface Alternative {
  child: MimePart;
  bodies: Bodies;
}

function bestOfBoth(alternatives: Alternative[]): Words {
  const text = bestOf(alternatives, 'text');
  const html = bestOf(alternatives, 'html');
  return {
    text: wordsOf(text, 'text'),
    html: wordsOf(html, 'html'),
    htmlFollowsText: text.some((each) => html.includes(each) && each.bodies.htmlFollowsText),
  };
}

/**
 * Among the alternatives with content, those of the kind itself, otherwise the last one that contains it. Some senders
 * misuse the type and put two of one kind side by side; both are kept (as in RFC 8621 §4.1.4).
 */
function bestOf(alternatives: Alternative[], kind: 'text' | 'html'): Alternative[] {
  const having = alternatives.filter(({ bodies }) => bodies[kind].length > 0);
  const filled = having.filter(({ bodies }) => bodies[kind].some(isFilled));
  const candidates = filled.length > 0 ? filled : having;
  const themselves = candidates.filter(({ child }) => child.contentType.value === BODY_TYPES[kind]);
  return themselves.length > 0 ? themselves : candidates.slice(-1);
}

/** Identical alternatives count once; repetition within one alternative stays. */
function wordsOf(best: Alternative[], kind: 'text' | 'html'): string[] {
  const words = best.flatMap(({ bodies }) => bodies[kind]);
  return best.length > 1 ? [...new Set(words)] : words;
}

const BODY_TYPES = { text: 'text/plain', html: 'text/html' };
