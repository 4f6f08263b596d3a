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
      expect(cpuMsOf(() => renderMarkdown(flood))).toBeLessThan(15_000);
    },
  );
});
