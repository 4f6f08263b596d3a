import { describe, expect, it } from '@jest/globals';
import { cpuMsOf } from '../cpu-time.fixture.js';
import { extractReply } from './extract-reply.js';

const INTRO = 'On Tue, Mar 3, 2026 at 9:14 AM Ann Lee <ann@example.com> wrote:';
const HEADERS =
  'From: Ann Lee <ann@example.com>\nSent: Tuesday, March 3, 2026 9:14 AM\nTo: Bob\nSubject: Order 7';

function extract(text: string, subject = 'Re: Order 7') {
  return extractReply({ text, html: null, subject });
}

describe('extractReply from plain text', () => {
  it.each<[string, string, string]>([
    ['an attribution and a quote', `Yes.\n\n${INTRO}\n> Is it?\n>\n> Ann`, 'Yes.'],
    ['an attribution right below the words', `Yes.\n${INTRO}\n> Is it?`, 'Yes.'],
    ['an attribution on the line of the words', `Yes. ${INTRO}\n> Is it?`, 'Yes.'],
    ['an attribution inside the quote', `Yes.\n\n> ${INTRO}\n> Is it?`, 'Yes.'],
    ['an attribution and an unmarked mail', `Yes.\n\n${INTRO}\n\nIs it?\n\nAnn`, 'Yes.'],
    ['a short attribution above a quote', 'Yes.\n\nAnn Lee wrote:\n\n> Is it?', 'Yes.'],
    [
      'a date behind the verb above a quote',
      'Yes.\n\nAnn Lee schrieb am 03.03.2026 um 9:14:\n> Is it?',
      'Yes.',
    ],
    ['a quoting line above a quote', 'Yes.\n\nQuoting Ann <ann@example.com>:\n\n> Is it?', 'Yes.'],
    ['a quoting line without an address', 'Yes.\n\nQuoting Ann Lee:\n\n> Is it?', 'Yes.'],
    ['a quoting line with a date', 'Yes.\n\nQuoting Ann Lee (2026-03-03 09:14:02)\n> Is it?', 'Yes.'],
    ['a quoting line in German', 'Ja.\n\nZitat von Ann <ann@example.com>:\n\n> Is it?', 'Ja.'],
    ['the arrows of GroupWise', 'Yes.\n\n>>> Ann Lee <ann@example.com> 3/3/2026 9:14 AM >>>\nIs it?', 'Yes.'],
    [
      "GroupWise's attribution, wrapped",
      'Ja.\n\n>>> Ann Lee <ann@example.com> schrieb am 03.03.2026 um 09:14 in Nachricht\n<7F1A.2@example.com>:\n> Ist es?\n> Ann',
      'Ja.',
    ],
    [
      'an attribution that ends in the name',
      'Ja.\n\nOp 3 mrt. 2026 om 09:14 schreef Ann van Lee\n> Is het?',
      'Ja.',
    ],
    [
      'an attribution inside the quote, below a time',
      `At 9:30.\nSee you\n> ${INTRO}\n> Is it?`,
      'At 9:30.\nSee you',
    ],
    ['a header block', `Yes.\n\n${HEADERS}\n\nIs it?`, 'Yes.'],
    ['a line and a header block', `Yes.\n________________________________\n${HEADERS}\n\nIs it?`, 'Yes.'],
    ['equal signs and a header block', `Yes.\n\n==========\n\n${HEADERS}\n\nIs it?`, 'Yes.'],
    ['an original message', `Yes.\n\n-----Original Message-----\n${HEADERS}\n\nIs it?`, 'Yes.'],
    [
      'a title without dashes and a header block',
      `Yes.\n\n  原始邮件\n\n发件人：Ann <ann@example.com>\n收件人：Bob\n主题：x\n\nIs it?`,
      'Yes.',
    ],
    [
      'a title with entities',
      'Yes.\n\n-----&nbsp;原始邮件&nbsp;-----\n发件人: Ann <ann@example.com&gt;\n\nIs it?',
      'Yes.',
    ],
    [
      'a mailbox with day and time above a quote',
      'Yes.\n\n"Ann" ann@example.com – March 3, 2026 9:14\n> Is it?',
      'Yes.',
    ],
    ['a header block on one line', `Yes.\n\n${HEADERS.replaceAll('\n', ' ')}\n\nIs it?`, 'Yes.'],
    [
      'a header block in a table',
      'Yes.\n\n---- Replied Message ----\n| From | Ann Lee<ann@example.com> |\n| Date | 03/03/2026 |\nIs it?',
      'Yes.',
    ],
    ["QQ Mail's original", `Yes.\n\n---Original---\n${HEADERS}\n\nIs it?`, 'Yes.'],
    ['an original message without headers', 'Yes.\n\n-----Original Message-----\n\nIs it?', 'Yes.'],
    ['a quote without an attribution', 'Yes.\n\n> Is it?\n> Ann', 'Yes.'],
    ['an escaped quote', `Yes.\n\n${INTRO}\n&gt; Is it?`, 'Yes.'],
    ['quote signs of full width', `Yes.\n\n${INTRO}\n＞ Is it?\n＞\n＞ Ann`, 'Yes.'],
    ['an attribution without a colon', 'Yes.\n\nOn 3/3/26 09:14, Ann wrote\n\n> Is it?', 'Yes.'],
    [
      'an attribution in the second person',
      'Yes.\n\nOn Tuesday, 3 March 2026 09:14 you wrote:\n> Is it?',
      'Yes.',
    ],
    [
      'an attribution before marks nobody sees',
      'Ja.\n\nAm 03.03.26 um 09:14 schrieb Ann:\u00ad\n\nIst es?',
      'Ja.',
    ],
    ['an attribution behind marks nobody sees', `Yes.\n\n\u200b${INTRO}\u200f\n\u200e> Is it?`, 'Yes.'],
    [
      'a header block behind marks nobody sees',
      `Yes.\n\n${HEADERS.replace(/^/gm, '\u200e')}\n\u200b\nIs it?`,
      'Yes.',
    ],
    ['nested quotes', `Yes.\n\n${INTRO}\n> Is it?\n>> It was.\n> > > Once.`, 'Yes.'],
    ['bars', `Yes.\n\n${INTRO}\n\n| Is it?\n|\n| Ann`, 'Yes.'],
    ['names before the sign', `Yes.\n\n${INTRO}\n\nAnn> Is it?\nAnn> Tell me.`, 'Yes.'],
    [
      'quoted lines wrapped in transit',
      `Yes.\n\n${INTRO}\n> ${'word '.repeat(14)}\nand the rest of it\n> Ann`,
      'Yes.',
    ],
    ['a marker of a help desk', 'Yes.\n\n-- REPLY ABOVE THIS LINE --\n\nIs it?', 'Yes.'],
    ['a quoted marker of a help desk', 'Yes.\n\n> -- REPLY ABOVE THIS LINE --\n\nIs it?', 'Yes.'],
  ])('cuts off %s', (_, text, reply) => {
    expect(extract(text)).toMatchObject({ replyText: reply, signature: '', forwardedFrom: null });
  });

  it.each<[string, string, string]>([
    ['below the quote', `${INTRO}\n> Is it?\n\nYes, it is.`, 'Yes, it is.'],
    [
      'above and below the quote',
      `Hello Ann,\n\n${INTRO}\n> Is it?\n\nYes, it is.`,
      'Hello Ann,\n\n\nYes, it is.',
    ],
    ['below a quote with its attribution inside', `> ${INTRO}\n> Is it?\n\nYes, it is.`, 'Yes, it is.'],
    ['below a quote they pasted', '> Is it?\n\nYes, it is.', '> Is it?\n\nYes, it is.'],
    [
      'between the quotes, with what they answer',
      `${INTRO}\n> Is it?\n\nYes.\n\n> Since when?\n\nMay.\n\n> Ann`,
      '> Is it?\n\nYes.\n\n> Since when?\n\nMay.',
    ],
  ])('keeps the words %s', (_, text, reply) => {
    expect(extract(text).replyText).toBe(reply);
  });

  it("keeps an answer below a phone's signature line", () => {
    expect(extract('Hello Ann,\n\nSent from my iPhone\n\nYes.')).toMatchObject({
      replyText: 'Hello Ann,\n\n\nYes.',
      signature: 'Sent from my iPhone',
    });
  });

  it('keeps a postscript below a signature', () => {
    expect(extract('It works.\n\n-- \nAnn\n\nP.S. Please close\nthe ticket.\n\nExample Ltd')).toMatchObject({
      replyText: 'It works.\n\nP.S. Please close\nthe ticket.',
      signature: '--\nAnn\n\n\nExample Ltd',
    });
  });

  it('does not mistake a company name for a postscript', () => {
    expect(extract('It works.\n\n-- \nAnn\n\nPS Example Ltd').replyText).toBe('It works.');
  });

  it('keeps an announced citation above a signature', () => {
    expect(extract('The app says:\n\n> Error 17.\n\nBest regards,\nAnn')).toMatchObject({
      replyText: 'The app says:\n\n> Error 17.',
      signature: 'Best regards,\nAnn',
    });
  });

  it('counts a signature above the quote and one below it as signature', () => {
    expect(extract(`Yes.\n\nSent from my iPhone\n\n${INTRO}\n> Is it?\n\n-- \nBob`)).toEqual({
      replyText: 'Yes.',
      signature: 'Sent from my iPhone\n\n--\nBob',
      quotedText: `${INTRO}\n> Is it?`,
      forwardedFrom: null,
    });
  });

  it.each<[string, string]>([
    ['a fenced quote', 'Run this:\n```\nFrom: a@example.com\nSubject: x\nDate: y\n> z\n```\nThen tell me.'],
    ['words that look like an attribution', 'On Thursday, I get proper rendering.\n\nOn Friday: nothing.'],
    [
      'what the other side said',
      'Hello,\n\nOn 3/3/2026 at 9:14 you wrote:\n\nIt comes on Friday.\n\nWhere is it?',
    ],
    [
      'what the writer said elsewhere',
      'Hello,\n\nAm 03.03.2026 um 10:30 habe ich an support@example.com geschrieben:\n\nDie Lampe ist kaputt.\n\nKeine Antwort!',
    ],
    [
      'what a colleague of the reader said',
      'Hello,\n\nOn March 3, 2026 at 9:14 AM your colleague Bob Ray wrote:\n\nIt comes on Friday.\n\nWhere is it?',
    ],
    [
      'what a colleague of the reader said, German',
      'Hallo,\n\nAm 03.03.2026 um 9:14 Uhr schrieb Ihre Kollegin Frau Ray:\n\nSie kommt am Freitag.\n\nWo ist sie?',
    ],
    ...[
      'On March 3, 2026 at 9:14 AM Bob from your team wrote:',
      'On March 3, 2026 at 9:14 AM my husband Bob Ray wrote:',
      'On March 3, 2026 at 9:14 AM someone at help@example.com wrote:',
      'Am 03.03.2026 um 9:14 Uhr hat Ihr Support geschrieben:',
      'Le 3 mars 2026 à 9:14, M. Petit de votre équipe a écrit :',
      'El 03/03/2026 a las 9:14 me escribieron:',
      'Op 3 maart 2026 om 9:14 schreef uw medewerker Jan de Vries:',
      'Den 3 mars 2026 kl. 09:14 skrev någon hos er:',
      'W dniu 3 marca 2026 o 9:14 Państwa dział napisał:',
      '2026年3月3日9:14 你们的客服写道：',
    ].map((line): [string, string] => [
      `what somebody wrote: ${line}`,
      `Hello,\n\n${line}\n\nIt comes on Friday.\n\nWhere is it?`,
    ]),
    [
      'settings that look like a header block',
      'My file:\n\nfrom: shop@example.com\nto: ann@example.com\nsubject: Order\n\nWhat is wrong?',
    ],
    [
      'a patch',
      'Will you take this?\n\nFrom 1f2e3d4 Mon Sep 17 00:00:00 2001\nFrom: Ann <ann@example.com>\nDate: Tue, 3 Mar 2026 09:14:02 +0100\nSubject: [PATCH] x\n\nIt stops the hum.',
    ],
    [
      'sentences about phones and carriers',
      'Sent via Samsung Pay yesterday: 30 EUR.\nSent by Orange courier on Monday.\nIt never arrived.',
    ],
    ['emoji and scripts that are spelled with joiners', 'Thanks 👩‍🚀\nمی‌خواهم'],
    ['a raw header', `Here:\n\nReceived: from a by b\n${HEADERS}\n\nIs that the one that you looked for?`],
    ['a list', 'Here:\n\n- A\n- B\n\n    - C'],
    ['a citation that is announced', 'Hello,\n\nthe app says:\n\n> Error 17.\n> Call us.'],
    ['words with a date above a citation', 'On 3 May 2026 I wrote about the lamp\n\n> It hums.\n\nWhat now?'],
    [
      'what stands below a drawn title',
      'Hello,\n\n---- My trip ----\nFrom: Berlin\nTo: Rome\n\nPlease change it.',
    ],
    ['a sign within the words', 'Visit us:\n>>> http://example.com <<<\nWe are open.'],
  ])('leaves %s in the reply', (_, text) => {
    expect(extract(text)).toMatchObject({ replyText: text, signature: '', quotedText: '' });
  });
});

describe('extractReply from an answer of nothing but a signature', () => {
  it.each<[string, string]>([
    ['a phone', 'Sent from my iPhone'],
    ['a closing', 'Best regards,\nAnn'],
    ['a name below a delimiter', '--\nAnn'],
  ])('keeps the signature of %s and removes the quote', (_, signature) => {
    const cut = { replyText: signature, signature: '', forwardedFrom: null };
    expect(extract(`${signature}\n\n${INTRO}\n\n> Is it?\n> Ann`)).toMatchObject(cut);
    expect(extract(`${signature}\n\n${INTRO}\n\nIs it?\nAnn`)).toMatchObject(cut);
  });

  it("removes Apple Mail's quote, which includes the attribution", () => {
    const text = `Sent from my iPhone\n\n> ${INTRO}\n>\n> Is it?`;
    expect(extract(text)).toMatchObject({ replyText: 'Sent from my iPhone', signature: '' });
  });

  it('keeps all of a signed citation', () => {
    const text = '> The lamp is broken.\n\nBest regards,\nAnn';
    expect(extract(text)).toMatchObject({ replyText: text, quotedText: '' });
  });
});

describe('extractReply keeps every word', () => {
  const words = (text: string): string => [...text.replace(/\s+/g, '')].sort().join('');

  it.each<string>([
    `Yes.\n\n${INTRO}\n> Is it?\n\n-- \nBob`,
    `> Is it?\n\n${INTRO}`,
    `${INTRO}\n> only\n> quoted`,
    '-- \nBob',
    `a ${INTRO} b\n${HEADERS}\n\n\n-----Original Message-----\nx`,
    '```\nunclosed\n> fence',
    `line\n`.repeat(20_500),
  ])('of %#', (text) => {
    const { replyText, signature, quotedText } = extract(text);
    expect(words(replyText + signature + quotedText)).toBe(words(text));
    expect(replyText).not.toBe('');
  });

  it('and answers an empty body with empty texts', () => {
    expect(extractReply({ text: ' \n', html: null })).toEqual({
      replyText: '',
      signature: '',
      quotedText: '',
      forwardedFrom: null,
    });
  });
});

describe('extractReply is linear', () => {
  it.each<[string, string]>([
    ['quote signs', '> > > > '],
    ['quoted lines', '> > > >\n'],
    ['halves of attributions', 'On Tue, Mar 3, 2026 at 9:14 AM wrote\n'],
    ['attributions on one line', 'On 3/3/2026 a@example.com wrote: '],
    ['dated attributions', 'On 3 May 2026 at 10:00, Ann <a@x.example> wrote:\n'],
    ['citing sentences', 'On 3 May 2026 the courier wrote:\n'],
    ['sentences full of addresses', `On 10:00 2026 ${'a@x.example '.repeat(6)}:\n`],
    ['marks nobody sees', '\u200bOn 3 May 2026\u200b\n'],
    ['addresses with a date', '<a@x> 10:00 2026:\n'],
    ['delimiters', '-- \n'],
    ['lines drawn between sentences', '--\none two three four five.\n'],
    ['rules', '------\n'],
    ['headers', 'From: a@example.com\n'],
    ['closings', 'Thanks,\nAnn\n'],
    ['mobile lines', 'Sent from my iPhone\n'],
    ['threads', 'On 3/3/2026 12:00 a@example.com wrote:\n> q\ntext\n'],
    ['fences', '```\n'],
    ['dashes within lines', `x${'-'.repeat(1_990)}x\n`],
    ['letters', 'x'],
    ['spaces', ' '],
  ])('in a megabyte of %s', (_, piece) => {
    expect(cpuMsOf(() => extract(`${piece.repeat(Math.ceil(2 ** 20 / piece.length))}x`))).toBeLessThan(2_000);
  });
});
