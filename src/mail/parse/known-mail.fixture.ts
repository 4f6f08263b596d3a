import iconv from 'iconv-lite';

import { type Mailbox } from '../mail.js';
import { type Chance } from './chance.fixture.js';
import { escapeByte, FieldWriter } from './written-field.fixture.js';

/** The contents from which a mail is written and which reading it must return. */
export interface KnownMail {
  from: Mailbox;
  to: Mailbox[];
  subject: string;
  text: string;
  html: string;
  files: KnownFile[];
}

interface KnownFile {
  name: string;
  contentId: string;
  /** Bytes in hexadecimal. */
  content: string;
}

/** Words that charsets write differently, and words that look like grammar. */
const WORDS = (
  'Grüße naïve ąęł Привет 日本語 한국어 שלום 😀 “so” €5 plain From begin =3D 100% a=b --dash =?x ?= ' +
  '&amp; (p) a;b \\n 5" o\'c'
).split(' ');

/** Makes the contents of a mail; the same choices give the same contents. */
export function makeKnownMail(chance: Chance): KnownMail {
  const words = (limit: number) => chance.many(limit, () => chance.pick(WORDS)).join(' ');
  const mailbox = () => ({
    name: words(3),
    address: `a+${chance.upTo(99)}@${chance.pick(['x', 'y'])}.example`,
  });
  return {
    from: mailbox(),
    to: chance.many(4, mailbox),
    subject: words(9),
    text: chance.many(5, () => words(12)).join('\n'),
    html: `<p>${words(20)}</p>`,
    files: chance.many(3, () => ({
      name: `${words(2)}.${chance.pick(['pdf', 'tar.gz'])}`,
      contentId: `${chance.upTo(1e9)}@x.example`,
      content: Buffer.from(chance.many(200, () => chance.upTo(256))).toString('hex'),
    })),
  };
}

/** Writes a mail in one of the many ways that senders may choose. */
export function writeMail(known: KnownMail, chance: Chance): Buffer {
  return new MailWriter(chance).write(known);
}

/** A part as transferred, one character per byte. */
interface WrittenPart {
  fields: string[];
  body: string;
}

class MailWriter {
  private readonly lineEnd: string;
  private readonly fields: FieldWriter;
  private multiparts = 0;

  constructor(private readonly chance: Chance) {
    this.lineEnd = chance.pick(['\r\n', '\n']);
    this.fields = new FieldWriter(chance, this.lineEnd);
  }

  write(known: KnownMail): Buffer {
    const { fields, body } = this.tree(known);
    const mailboxes = known.to.map((each) => this.fields.mailbox(each));
    const header = [
      this.fields.field('From', this.fields.mailbox(known.from)),
      this.fields.field('To', mailboxes.join(this.chance.pick([', ', ',', ` ,${this.lineEnd} `]))),
      `Subject: ${this.fields.encodedWords(known.subject)}`,
      'MIME-Version: 1.0',
    ];
    const ordered = this.chance.pick([
      [...header, ...fields],
      [...fields, ...header.toReversed()],
    ]);
    return Buffer.from(this.join({ fields: ordered, body }), 'latin1');
  }

  private tree({ text, html, files }: KnownMail): WrittenPart {
    const bodies = [this.textPart('plain', text), this.textPart('html', html)] as const;
    const attached = files.map((file) => this.filePart(file));
    const alternative = () => this.multipart('alternative', [...bodies]);
    return this.chance.pick([
      () => this.multipart('mixed', [alternative(), ...attached]),
      () => this.multipart('mixed', [this.multipart('mixed', [alternative()]), ...attached]),
      () => this.multipart('alternative', [bodies[0], this.multipart('related', [bodies[1], ...attached])]),
    ])();
  }

  private textPart(subtype: string, text: string): WrittenPart {
    const charset = this.fields.charsetFor(text);
    const bytes = iconv.encode(text.replaceAll('\n', '\r\n'), charset);
    const encoding = this.chance.pick(['base64', 'quoted-printable']);
    const type = this.fields.field(
      'Content-Type',
      `text/${subtype}`,
      this.fields.parameter('charset', charset),
    );
    return {
      fields: [type, this.fields.field('Content-Transfer-Encoding', encoding)],
      body: encoding === 'base64' ? this.base64(bytes) : this.quotedPrintable(bytes),
    };
  }

  private filePart({ name, contentId, content }: KnownFile): WrittenPart {
    const type = (...parameters: string[]) => this.fields.field('Content-Type', 'x/y', ...parameters);
    const named = this.chance.pick([
      [type(this.fields.parameter('name', name)), 'Content-Disposition: attachment'],
      [type(), this.fields.field('Content-Disposition', 'inline', this.fields.parameter('filename', name))],
    ]);
    const id = this.fields.field('Content-ID', `<${contentId}>`);
    return {
      fields: ['Content-Transfer-Encoding: base64', ...named, id],
      body: this.base64(Buffer.from(content, 'hex')),
    };
  }

  private multipart(subtype: string, parts: WrittenPart[]): WrittenPart {
    const { chance, lineEnd } = this;
    const boundary = `${chance.pick(['b', "=_'(", 'x y'])}${this.multiparts++}${chance.pick(['', '=', '--x'])}`;
    const body = parts.map((part) => `--${boundary}${lineEnd}${this.join(part)}${lineEnd}`).join('');
    const preamble = chance.pick(['', `preamble${lineEnd}`]);
    const epilogue = chance.pick(['', `${lineEnd}epilogue`]);
    return {
      fields: [this.fields.field('Content-Type', `multipart/${subtype}`, `boundary="${boundary}"`)],
      body: `${preamble}${body}--${boundary}--${epilogue}`,
    };
  }

  private base64(bytes: Buffer): string {
    const lines = bytes.toString('base64').match(this.chance.pick([/.{1,76}/g, /.{1,60}/g, /.{1,4}/g]));
    return lines?.join(this.lineEnd) ?? '';
  }

  private quotedPrintable(bytes: Buffer): string {
    const lines = bytes.toString('latin1').split('\r\n');
    const written = lines.map((line) => {
      const escaped = line.replace(/[^ -<>-~]| $/g, (byte) => escapeByte('=', byte));
      return escaped.match(/(?:=..|[^=]){1,25}/g)?.join(`=${this.lineEnd}`) ?? '';
    });
    return written.join(this.lineEnd);
  }

  private join({ fields, body }: WrittenPart): string {
    return [...fields, '', body].join(this.lineEnd);
  }
}
