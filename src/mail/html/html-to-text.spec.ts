import { describe, expect, it } from '@jest/globals';
import { cpuMsOf } from '../cpu-time.fixture.js';
import { htmlToText } from './html-to-text.js';

describe('htmlToText', () => {
  it.each<[string, string, string]>([
    ['paragraphs with a blank line between', '<p>One</p><p>Two</p>', 'One\n\nTwo'],
    ['divs on lines of their own', '<div>One</div><div>Two</div>', 'One\nTwo'],
    ['line breaks', 'One<br>Two<br/>Three', 'One\nTwo\nThree'],
    ['two line breaks as a blank line', 'One<br><br>Two', 'One\n\nTwo'],
    ['an empty div as a blank line', '<div>One</div><div><br></div><div>Two</div>', 'One\n\nTwo'],
    ['at most one blank line', '<p>One</p><br><br><br><br><p>Two</p>', 'One\n\nTwo'],
    ['collapsed white space', '<p>  One\n\t two  </p>', 'One two'],
    ['spaces between inline elements', 'a <b> b</b> <i>c</i>', 'a b c'],
    ['no space where there is none', 'Hell<b>o</b>', 'Hello'],
    ['list items', '<ul><li>One</li><li>Two</li></ul>', '• One\n• Two'],
    [
      'list items with paragraphs',
      '<ul><li><p>One</p><p>more</p></li><li></li><li><div>Two</div></li></ul>Three',
      '• One\n\nmore\n\n• Two\n\nThree',
    ],
    ['lists in lists', '<ul><li>One<ul><li>Two</li></ul></li></ul>', '• One\n\n• Two'],
    ['table cells apart', '<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a\tb\nc'],
    ['preformatted text', '<pre>if (x)\n    y();</pre>', 'if (x)\n    y();'],
    ['lines of a style', '<p style="color:red; white-space:pre-wrap">a\n  b</p>c\nd', 'a\n  b\n\nc d'],
    ['line ends of a style', '<p style="white-space: pre-line">a\n  b  <b>\nc</b></p>', 'a\nb\nc'],
    ['no lines where a style takes them', '<pre style="white-space:normal">a\n  b</pre>', 'a b'],
    ['entities', 'Tom &amp; J&eacute;r&ocirc;me &#x20AC;5&nbsp;&lt;3', 'Tom & Jérôme €5 <3'],
    ['entities without a semicolon', 'Tom &amp Jerry', 'Tom & Jerry'],
    ['the words of a link', 'See <a href="https://example.com/x?y">the shop</a>.', 'See the shop.'],
    ['quotes without a sign', 'Hi<blockquote>old</blockquote>', 'Hi\n\nold'],
    ['headings', '<h1>Title</h1>Text', 'Title\n\nText'],
    ['text after the end of the document', '<html><body>a</body></html>b', 'a\nb'],
    ['broken markup', '<div><b>a</div>b</b><p>c', 'a\nb\n\nc'],
    ['a lone angle bracket', '1 < 2', '1 < 2'],
    ['nothing of scripts and styles', '<style>p{}</style>a<script>if (1<2) x()</script>b', 'ab'],
    ['nothing of the head', '<head><title>T</title><meta charset="utf-8"><style>x</style></head>a', 'a'],
    ...['title', 'script', 'style', 'svg', 'math', 'object', 'select', 'template'].map(
      (name): [string, string, string] => [`what stands behind <${name}/>`, `a<${name} class="x"/> b`, 'a b'],
    ),
    ['what stands around a closed and an open style', 'a<style/>b<style>p{}</style>c', 'abc'],
    ['nothing of comments', 'a<!-- b -->c<!--[if mso]>d<![endif]-->', 'ac'],
    [
      'emoji that are pictures, and no other picture',
      'Hi <img alt="👍🏽" src="x"> <img alt="1️⃣"><img alt="Logo" src="y"><img alt="2">',
      'Hi 👍🏽 1️⃣',
    ],
    ['empty for nothing', '<div>&nbsp;</div><img src="x">', ''],
  ])('gives %s', (_, html, text) => {
    expect(htmlToText(html)).toBe(text);
  });

  it('keeps what follows very deep nesting', () => {
    expect(htmlToText(`${'<div>'.repeat(100_000)}deep${'</div>'.repeat(100_000)}<p>after</p>`)).toBe(
      'deep\n\nafter',
    );
  });

  it.each<[string, string]>([
    ['open tags that never close', '<div>'],
    ['close tags that nothing opened', '<b></i>'],
    ['quotes in quotes', '<blockquote>x'],
    ['angle brackets', '<'],
    ['ampersands', '&'],
    ['line breaks', '<br>'],
    ['spans with classes', '<span class="gmail_quote">a</span>'],
    ['one word', 'x'],
  ])('reads a megabyte of %s in linear time', (_, piece) => {
    expect(cpuMsOf(() => htmlToText(piece.repeat(Math.ceil(2 ** 20 / piece.length))))).toBeLessThan(2_000);
  });
});
