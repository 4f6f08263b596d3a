import type { HtmlLine } from '../html/html-lines.js';
import { readIntro } from './intro.js';
import { withoutInvisible } from '../invisible.js';
import { readSeparator } from './separator.js';

type Mark = HtmlLine['mark'];

const COLON_AT_END = /[:：]$/;

/**
 * The marks of the lines in a client's box. Blockquotes are quoted, and so are the lines that introduce the first one.
 * Words typed above, between and below stay the writer's. A forward is quoted from its title on. A box without a
 * blockquote is quoted whole, except a Gmail box that starts with the writer's words, which pressing Enter in a quote
 * creates.
 */
export function marksInBox(run: readonly HtmlLine[], box: 'box' | 'section'): Mark[] {
  const texts = run.map(({ text }) => withoutInvisible(text).trim());
  const firstQuote = run.findIndex((line) => line.text !== '' && isBlockquote(line));
  const forward = texts
    .slice(0, firstQuote < 0 ? run.length : firstQuote + 1)
    .findIndex((text) => readSeparator(text) === 'forward');
  if (firstQuote < 0 && forward < 0) {
    return box === 'section' || isIntroduced(texts) ? run.map(() => 'quote') : run.map(({ mark }) => mark);
  }
  const announced = announcedLines(texts.slice(0, forward < 0 ? firstQuote : forward));
  return run.map((line, index) => {
    const isQuoted = (forward >= 0 && index >= forward) || announced[index] === true || isBlockquote(line);
    return isQuoted ? 'quote' : line.mark;
  });
}

function isIntroduced(texts: readonly string[]): boolean {
  const first = texts.findIndex((text) => text !== '');
  return COLON_AT_END.test(texts[first] ?? '') || readIntro(texts, first, () => true) !== null;
}

/**
 * Marks the lines above a quote that introduce it. In an unknown language, that is the last one if it ends in a colon.
 */
function announcedLines(texts: readonly string[]): boolean[] {
  const announced = texts.map(() => false);
  for (let at = 0; at < texts.length; at += 1) {
    const length = texts[at] === '' ? 0 : (readIntro(texts, at, () => true)?.length ?? 0);
    announced.fill(true, at, at + length);
    at += Math.max(0, length - 1);
  }
  // blank lines belong to what is below them
  let below = true;
  for (let at = texts.length - 1, isLast = true; at >= 0; at -= 1) {
    if (texts[at] === '') announced[at] = below;
    else {
      announced[at] ||= isLast && COLON_AT_END.test(texts[at] ?? '');
      [below, isLast] = [announced[at] === true, false];
    }
  }
  return announced;
}

function isBlockquote({ mark }: HtmlLine): boolean {
  return mark === 'quote' || mark === 'citation';
}
