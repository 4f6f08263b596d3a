import { describe, expect, it } from '@jest/globals';
import { cpuMsOf } from '../cpu-time.fixture.js';
import { MAX_MARKDOWN_CHARS, renderMarkdown } from './render-markdown.js';

describe('renderMarkdown', () => {
  it('makes HTML, and plain text for readers without HTML', () => {
    const markdown = 'Hello **Ann**,\nplease:\n\n- unplug it\n- [read this](https://help.example/a)';
    const { html, text } = renderMarkdown(markdown)!;
    expect(html).toContain('Hello <strong>Ann</strong>,<br');
    expect(html).toMatch(/<li>unplug it<\/li>/);
    expect(html).toMatch(/<a [^>]*href="https:\/\/help\.example\/a"[^>]*>read this<\/a>/);
    expect(text).toContain('Hello Ann,\nplease:');
    expect(text).not.toMatch(/[<>*]/);
  });

  it.each([
    '<script>steal()</script>hi',
    '[x](javascript:steal())',
    '[x](JaVa&#115;cript:steal())',
    '![x](data:text/html;base64,PHNjcmlwdD4=)',
    '<img src=x onerror=steal()>',
    '<a href="vbscript:steal()">x</a>',
    '[x]: javascript:steal()\n[x]',
    '<svg><script>steal()</script></svg>',
    '`<script>`<iframe srcdoc="<script>steal()</script>">',
    '<style>body{background:url(https://evil.example)}</style>',
    '<form action=https://evil.example><input name=a></form>',
    '"><script>steal()</script>',
  ])('%s is harmless', (markdown) => {
    const { html } = renderMarkdown(markdown)!;
    expect(html).not.toMatch(/<(?:script|iframe|svg|style|form|input)\b|\son\w+=|(?:java|vb)script:|data:/i);
  });

  it.each(['>', '[', '*a ', '- ', '`', '|', '<a ', '[a](', '![', '**_'])(
    'ends with %j repeated many times',
    (piece) => {
      const flood = piece.repeat(MAX_MARKDOWN_CHARS / piece.length);
      expect(cpuMsOf(() => renderMarkdown(flood))).toBeLessThan(2_000);
    },
  );

  it.each(['_a*', '*a_', '_a~', '#\u3000**', '__1. *', 'a_', 'a.'])(
    'takes no more than a moment for %j again and again',
    (piece) => {
      const flood = piece.repeat(MAX_MARKDOWN_CHARS / piece.length);
      for (const markdown of [flood, `${flood.slice(1)}@`])
        expect(cpuMsOf(() => renderMarkdown(markdown))).toBeLessThan(2_000);
    },
  );

  it('leaves marks without end as they are written', () => {
    const { html, text } = renderMarkdown(`Hello <b>Ann</b> &amp;\nyou\n\n${'_a*'.repeat(16_000)}`)!;
    expect(html).toMatch(/^<p>Hello &lt;b&gt;Ann&lt;\/b&gt; &amp;amp;<br ?\/?>you<\/p>\s*<p>_a\*_a\*/);
    expect(text).toMatch(/^Hello <b>Ann<\/b> &amp;\nyou\n\n_a\*_a\*/);
  });

  it.each([
    ['a list', '- **Name**: `value`, see [here](https://help.example/a_b_c)\n'.repeat(600)],
    ['a table', `|a|b|\n|-|-|\n${'|**Name**|*value*|\n'.repeat(1_500)}`],
    ['a paragraph without spaces', '**重要**的信息在这里，请您仔细阅读以下内容。'.repeat(300)],
    ['a link as long as links are', `**Name** [here](https://help.example/${'a_b-*c'.repeat(600)})`],
  ])('renders %s', (_, markdown) => {
    expect(renderMarkdown(markdown)!.html).toMatch(/<strong>(?:Name|重要)<\/strong>/);
  });
});
