const CRLF = '\r\n';
const MIB = 2 ** 20;

const mail = (n, content, ...fields) =>
  Buffer.from(
    [
      `From: Mallory ${n} <mallory-${n}@hostile.example>`,
      'To: support@desk.example',
      `Subject: Hostile ${n}`,
      `Message-ID: <${n}@hostile.example>`,
      ...fields,
      content,
    ].join(CRLF),
  );
const text = (body) => `Content-Type: text/plain${CRLF}${CRLF}${body}`;
const html = (body) => `Content-Type: text/html${CRLF}${CRLF}${body}`;
const nested = (depth) =>
  Array.from(
    { length: depth },
    (_, n) => `Content-Type: multipart/mixed; boundary=b${n}${CRLF}${CRLF}--b${n}`,
  ).join(CRLF) +
  CRLF +
  text('deep');
const flood = (piece, bytes) => piece.repeat(Math.ceil(bytes / piece.length));

/** Input made to hold a reader up: floods, deep nesting and look-alikes, mostly a megabyte or more. */
const HOSTILE = [
  text(flood('> ', MIB)),
  text(flood(`> > > quote${CRLF}`, MIB)),
  text(flood(`On 1/1/2026, Ann <a@x.example>${CRLF}`, MIB)),
  text(flood(`From: a${CRLF}Sent: b${CRLF}`, MIB)),
  text(flood('a', 10 * MIB)),
  text(flood(`-- ${CRLF}`, MIB)),
  html(flood('<div>', MIB)),
  html(flood('<table><tr><td>', MIB)),
  html(flood('<b><desc></b>', MIB)),
  html(flood('<p style="color:red;font-size:1px">x', MIB)),
  html(flood('&amp;', MIB)),
  html(flood('<a href="', MIB)),
  html(flood('<blockquote class="gmail_quote">', MIB)),
  nested(18),
  nested(500),
  `Content-Type: multipart/mixed; boundary=x${CRLF}${CRLF}${flood(`--x${CRLF}${CRLF}a${CRLF}`, 8_000)}--x--`,
  `Content-Type: multipart/mixed; boundary=x${CRLF}${CRLF}${flood(`--xy${CRLF}`, 2 * MIB)}`,
  `Cc: ${flood('<a@x.example>, ', 60_000)}${CRLF}${text('addresses')}`,
  `X-Words: ${flood('=?utf-8?q?a?= ', 60_000)}${CRLF}${text('words')}`,
  `Content-Type: application/pdf${CRLF}Content-Transfer-Encoding: base64${CRLF}${CRLF}${flood('QUFB', 12 * MIB)}`,
];

/** @returns twenty mails, each hostile in its own way */
export const hostileMails = () => HOSTILE.map((content, n) => mail(n, content));
