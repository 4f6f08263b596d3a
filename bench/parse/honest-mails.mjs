/** Mails such as a help desk gets, each of a different kind; the same in every run. */
import { bytesOf, makeMail } from '../support/mails.mjs';

const CRLF = '\r\n';
const WORDS = 'The parcel was sent a week ago and has not arrived; the page shows nothing new. ';
const GERMAN = 'Das Päckchen ist müde geworden und ließ sich gestern nicht öffnen. ';
const HEAD = [
  'Received: from mx.customers.example (mx.customers.example [192.0.2.7]) by mx.desk.example; Fri, 20 Nov 2026 09:00:02 +0100',
  'Authentication-Results: mx.desk.example; spf=pass smtp.mailfrom=customers.example; dkim=pass; dmarc=pass',
  'From: =?utf-8?Q?J=C3=BCrgen_K=C3=A4se?= <juergen@customers.example>',
  'To: Support <support@desk.example>, "Team, Second" <second@desk.example>',
  'Date: Fri, 20 Nov 2026 09:00:00 +0100',
  'In-Reply-To: <t1@desk.example>',
  'References: <t0@desk.example> <t1@desk.example>',
  'MIME-Version: 1.0',
];

const part = (type, body, ...fields) => [`Content-Type: ${type}`, ...fields, '', body].join(CRLF);
const multipart = (type, boundary, parts) =>
  part(
    `multipart/${type}; boundary="${boundary}"`,
    [...parts.flatMap((each) => [`--${boundary}`, each]), `--${boundary}--`, ''].join(CRLF),
  );
const mail = (n, content) =>
  Buffer.from(
    [
      ...HEAD,
      `Subject: =?utf-8?B?${Buffer.from(`Päckchen ${n}`).toString('base64')}?=`,
      `Message-ID: <${n}@customers.example>`,
      content,
    ].join(CRLF),
  );
const quoted = (text) =>
  text.replace(/[^\t\n\r -<>-~]/g, (c) =>
    [...Buffer.from(c)].map((b) => `=${b.toString(16).toUpperCase()}`).join(''),
  );
const lines = (text, prefix = '') => text.replace(/(.{60,72}) /g, `$1${CRLF}${prefix}`);

const reply = (words) =>
  [
    words,
    '',
    'On Thu, Nov 19, 2026 at 9:00 AM Support <support@desk.example> wrote:',
    `> ${lines(WORDS.repeat(12), '> ')}`,
  ].join(CRLF);
const html = (words) =>
  `<html><body><div dir="ltr"><p>${words}</p><p>Kind regards<br>Jürgen</p></div><div class="gmail_quote"><blockquote style="margin:0 0 0 .8ex">${`<p>${WORDS}</p><table><tr><td>7</td><td><a href="https://desk.example/t/7">ticket</a></td></tr></table>`.repeat(8)}</blockquote></div></body></html>`;
const file = (n, size, type, name, ...fields) =>
  part(
    type,
    bytesOf(String(n), size).toString('base64').replace(/.{76}/g, `$&${CRLF}`),
    'Content-Transfer-Encoding: base64',
    `Content-Disposition: attachment; filename="${name}"`,
    ...fields,
  );

const both = (n) =>
  multipart('alternative', `alt-${n}`, [
    part('text/plain; charset=utf-8', quoted(reply(GERMAN)), 'Content-Transfer-Encoding: quoted-printable'),
    part('text/html; charset=utf-8', quoted(html(GERMAN)), 'Content-Transfer-Encoding: quoted-printable'),
  ]);

const KINDS = [
  (n) => makeMail(n, { textBytes: 1_500 }),
  (n) => mail(n, part('text/plain; charset=iso-8859-1', reply(WORDS))),
  (n) => mail(n, both(n)),
  (n) => mail(n, both(n)),
  (n) => mail(n, part('text/html; charset=utf-8', html(WORDS.repeat(6)))),
  (n) =>
    mail(n, multipart('mixed', `mix-${n}`, [both(n), file(n, 60_000, 'application/pdf', 'invoice.pdf')])),
  (n) =>
    mail(
      n,
      multipart('related', `rel-${n}`, [
        part('text/html; charset=utf-8', `<p>See</p><img src="cid:i${n}">`),
        file(n, 20_000, 'image/png', 'shot.png', `Content-ID: <i${n}>`),
      ]),
    ),
  (n) => makeMail(n, { attachments: 2, attachmentBytes: 30_000, html: true }),
  (n) =>
    mail(
      n,
      multipart('report; report-type=delivery-status', `rep-${n}`, [
        part('text/plain', `<bob${n}@gone.example>: host mx.gone.example said: 550 5.1.1 no such user`),
        part(
          'message/delivery-status',
          `Reporting-MTA: dns; mx${CRLF}${CRLF}Final-Recipient: rfc822; bob${n}@gone.example${CRLF}Action: failed${CRLF}Status: 5.1.1`,
        ),
        part('message/rfc822', mail(`${n}-original`, part('text/plain', WORDS)).toString()),
      ]),
    ),
  (n) => mail(n, part('text/plain; charset=iso-2022-jp', '\x1b$B$3$s$K$A$O\x1b(B'.repeat(60))),
];

/** @returns `count` mails of alternating kinds */
export function honestMails(count) {
  return Array.from({ length: count }, (_, n) => KINDS[n % KINDS.length](n));
}
