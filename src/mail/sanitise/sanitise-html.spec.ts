import { describe, expect, it } from '@jest/globals';
import { cpuMsOf } from '../cpu-time.fixture.js';
import { Parser } from 'htmlparser2';
import { limitDepth } from './limit-depth.js';
import { MAX_HTML_LENGTH, sanitiseHtml } from './sanitise-html.js';

const PARTS: Record<string, string> = {
  'logo@mail.test': '/files/1',
  'a%20b': '/files/2',
  'Ünï@x': '/files/3',
};
const attachmentUrl = (id: string): string | null => PARTS[id] ?? null;
const sanitise = (html: string) => sanitiseHtml(html, { attachmentUrl });
const LINK = 'target="_blank" rel="noopener noreferrer nofollow ugc"';

/** The text that a reader sees, without script, style and title; `depth` is that of the deepest open element. */
function read(html: string): { text: string; depth: number } {
  let text = '';
  let depth = 0;
  const open: string[] = [];
  const parser = new Parser({
    onopentag: (name) => (depth = Math.max(depth, open.push(name))),
    onclosetag: () => open.pop(),
    ontext: (data) => {
      if (!open.some((name) => ['script', 'style', 'title', 'template'].includes(name))) text += data;
    },
  });
  parser.end(html);
  return { text, depth };
}

describe('sanitiseHtml', () => {
  it.each([
    ['formatting', '<p align="center"><b>Hi</b> <font color="red" size="2">you</font></p>'],
    ['lists', '<ol start="3"><li>a</li></ol><ul><li>b</li></ul><dl><dt>c</dt><dd>d</dd></dl>'],
    [
      'tables',
      '<table width="100%" border="0"><tbody><tr><td colspan="2" bgcolor="#fff">x</td></tr></tbody></table>',
    ],
    ['styles', '<span style="color:#ff0000;font-size:12pt;font-weight:bold">x</span>'],
    ['columns', '<table><colgroup><col width="10" /></colgroup></table>'],
  ])('keeps %s as they are', (_what, html) => {
    expect(sanitise(html)).toBe(html);
  });

  it.each([
    ['https://shop.test/a?b=1&amp;c=2', `<a href="https://shop.test/a?b=1&amp;c=2" ${LINK}>x</a>`],
    [' ht\ntps://shop.test/ ', `<a href="https://shop.test/" ${LINK}>x</a>`],
    ['mailto:a@b.test', `<a href="mailto:a@b.test" ${LINK}>x</a>`],
    ['tel:+123', `<a href="tel:+123" ${LINK}>x</a>`],
    ['/v1/tickets', '<a>x</a>'],
    ['https:/v1/tickets', '<a>x</a>'],
    ['https:///v1/tickets', '<a>x</a>'],
    ['#top', '<a>x</a>'],
    ['ftp://shop.test/', '<a>x</a>'],
  ])('turns a link to %j into one that may leave the frame, never to our own origin', (href, expected) => {
    expect(sanitise(`<a target="_self" rel="opener" href="${href}">x</a>`)).toBe(expected);
  });

  it.each([
    ['cid:logo@mail.test', '/files/1'],
    ['CID:logo%40mail.test', '/files/1'],
    ['cid:&lt;logo@mail.test&gt;', '/files/1'],
    ['cid:%3Clogo@mail.test%3E', '/files/1'],
    ['cid:a%20b', '/files/2'],
    ['cid:%C3%9Cn%C3%AF@x', '/files/3'],
  ])('shows the part named by %s', (source, expected) => {
    expect(sanitise(`<img src="${source}" alt="Logo" width="10">`)).toBe(
      `<img alt="Logo" width="10" src="${expected}" />`,
    );
  });

  it.each([
    ['<img src="https://x.test/a.png" alt="Logo">', '<img alt="Logo" />'],
    ['<img src="//x.test/a.png">', '<img alt="" />'],
    ['<img srcset="https://x.test/a.png 2x">', '<img alt="" />'],
    ['<img src="cid:nowhere@mail.test" alt="Gone">', '<img alt="Gone" />'],
    ['<img src="cid:100%">', '<img alt="" />'],
    ['<img src="data:image/png;base64,AAAA">', '<img alt="" />'],
    ['<img src="/v1/tickets">', '<img alt="" />'],
  ])('holds back %s', (html, expected) => {
    expect(sanitise(html)).toBe(expected);
  });

  it.each([
    ['COLOR: Red; position: fixed', 'color:Red'],
    ['font-size: 12.5px ; background: url("x;color:blue")', 'font-size:12.5px'],
    ['white-space: pre-wrap; white-space: url(x)', 'white-space:pre-wrap'],
    ['color: red !important', null],
    ['text-align:center}*{color:red', null],
    ['color:red\\9', null],
  ])('reduces style %j to %j', (style, kept) => {
    const attribute = kept === null ? '' : ` style="${kept}"`;
    expect(sanitise(`<p style='${style}'>x</p>`)).toBe(`<p${attribute}>x</p>`);
  });

  it.each([
    [
      'dropped wrappers',
      '<form>Name <label>is</label> <button>Bob</button><select><option>1</select></form>',
    ],
    ['entities', '&lt;script&gt; &amp;amp; &nbsp;&eacute;&#128512; a < b & c > d "q" \'s\''],
    ['head, script and style', '<head><title>t</title><style>p{}</style></head><script>s</script>body'],
    ['an unclosed head', '<html><head><meta charset=x><p>Hello'],
    ['odd characters', '<p>\u00a0\u200b\u202e\ufeff\u2028 日本語 😀 e\u0301 \u0007</p>'],
    ['fallback text', '<noscript>a</noscript><iframe>b</iframe><xmp><i>c</i></xmp><object>d</object>'],
    ['Outlook markup', '<o:p>&nbsp;</o:p><![if !supportLists]>1.<![endif]><p class=MsoNormal>x</p>'],
    ['cut tags between halves', '<<svg>b> &l<svg/>t; <</math>i>x'],
    ['unclosed tags', '<b><p>a<i>b<td>c</table></div>d<br>e</p></p>'],
  ])('loses no text to %s', (_what, html) => {
    expect(read(sanitise(html)).text).toBe(read(html).text);
  });

  it('keeps the lines of dropped blocks apart', () => {
    expect(sanitise('<details><summary>a</summary>b</details><fieldset><legend>c</legend>d')).toBe(
      '<div><div>a</div>b</div><div><div>c</div>d</div>',
    );
  });

  it('removes NUL and replaces a lone surrogate with U+FFFD', () => {
    expect(sanitise('a\0b\ud800c&#0;&#xD800;')).toBe('ab\ufffdc\ufffd\ufffd');
  });

  it('cuts off what is too long without leaving half a character', () => {
    const whole = 'x'.repeat(MAX_HTML_LENGTH);
    expect(sanitise(whole)).toBe(whole);
    expect(sanitise('x'.repeat(MAX_HTML_LENGTH - 1) + '😀'.repeat(2))).toBe(`${whole.slice(1)}\ufffd`);
  });

  // Generous compared with the measured 0.1–0.6 s, tight compared with the seconds and minutes of a quadratic parser.
  it.each([
    ['5,000 nested div', '<div>'.repeat(5_000) + 'deep'],
    ['488 kB of nested div', '<div>'.repeat(97_600) + 'deep' + '</div>'.repeat(97_600)],
    ['733 kB of nested tables', '<table><tr><td>'.repeat(48_900) + 'deep'],
    ['9.8 MB', '<div>deep'.repeat(1_090_000)],
    ['self-closed raw text', 'deep' + '<script/>'.repeat(200_000)],
    ['unmatched end tags', '<b>'.repeat(90) + 'deep' + '</i>'.repeat(400_000)],
    ['open tags without end', 'deep' + '<a '.repeat(600_000)],
    ['self-closed svg', 'deep' + '<svg/>'.repeat(300_000)],
    ['implied ends of svg', 'deep' + '<b><svg></b>'.repeat(150_000)],
    ['implied ends of title', 'deep' + '<b><title/></b>'.repeat(120_000)],
    ['implied ends of desc', 'deep' + '<b><desc></b>'.repeat(150_000)],
    ['styles', '<p style="color:red;font-size:1px">deep'.repeat(53_000)],
  ])('takes linear time for %s', (_what, html) => {
    let result = sanitise('');
    expect(cpuMsOf(() => (result = sanitise(html)))).toBeLessThan(3_000);
    expect(result).toContain('deep');
    expect(read(result).depth).toBeLessThanOrEqual(100);
  });
});

describe('limitDepth', () => {
  it.each([
    ['<i><b><u>x</u></b></i>y', '<i><b>x</b></i>y'],
    ['<i><b></b></i>', '<i><b></b></i>'],
    ['<i><p>a<p>b<p>c', '<i><p>a<p>b<p>c'],
    ['<ul><li>a<li>b<li>c</ul>', '<ul><li>a<li>b<li>c</ul>'],
    ['<i><b><img src=">"><br>x', '<i><b><img src=">"><br>x'],
    ['<i><b><u title="</b>">x</u >y</b></i>', '<i><b>xy</b></i>'],
    ['<i><b><style>a<b</style></b></i>', '<i><b><style>a<b</style></b></i>'],
    ['<svg><g><path/><path/></g></svg><svg/>', '<g></g>'],
    ['<math><mi>x</mi></math><b>y</b>', 'x<b>y</b>'],
    ['<b><svg></b><title/>x', '<b></b>x'],
    ['<i><b><u', '<i><b><u'],
    ['<I><B><U>x</U></B></I>', '<I><B>x</B></I>'],
  ])('keeps two levels of %s', (html, expected) => {
    expect(limitDepth(html, 2).replaceAll('<!---->', '')).toBe(expected);
  });
});
