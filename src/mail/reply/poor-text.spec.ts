import { describe, expect, it } from '@jest/globals';

import { readMail } from '../read-mail.js';

/** Both versions of a mail as multipart/alternative, read. */
function read(text: string, html: string) {
  const part = (type: string, body: string) => [
    '--b',
    `Content-Type: text/${type}; charset=utf-8`,
    'Content-Transfer-Encoding: 8bit',
    '',
    body.replaceAll('\n', '\r\n'),
  ];
  const head = ['From: Ann Lee <ann@example.com>', 'Content-Type: multipart/alternative; boundary=b', ''];
  const raw = [...head, ...part('plain', text), ...part('html', html), '--b--', ''].join('\r\n');
  const { text: shown, reply } = readMail(Buffer.from(raw), { attachmentUrl: String });
  return { text: shown, ...reply };
}

const LAMP = '<p>The lamp is broken</p>';

describe('a mail with a text that holds none of the words of its HTML', () => {
  it.each<[string, string]>([
    ['a full stop', '.'],
    ['an entity', '&nbsp;'],
    ['entities', '&#160; &#xA0;\n&zwnj;'],
    ['a placeholder of Gmail', '[image: image.png]'],
    ['placeholders of Outlook', '[cid:image001.png@01DC.A1]\n\n[https://example.com/logo.png]'],
    ['a placeholder of Apple', '<IMG_0012.jpeg>'],
    ["a phone's line", 'Sent from my iPhone'],
    ["a phone's line below a picture", '[image: image.png]\n\nSent from my iPhone'],
    ['a quote', '> Do you?'],
    ['a quote with its attribution', 'On 3 Mar 2026, at 09:00, Bob <bob@example.com> wrote:\n\n> Do you?'],
    ['a quote with the word', '> The lamp works\n> and is not broken, is it?'],
    ['an English stub', 'To view the message, please use an HTML compatible email viewer!'],
    ['another English stub', 'Your mail program does not support HTML.'],
    ['a German stub', 'Diese E-Mail benötigt einen HTML-fähigen E-Mail-Client.'],
    ['a French stub', 'Votre logiciel de messagerie ne peut pas afficher le format HTML.'],
    ['a Spanish stub', 'Su cliente de correo no es compatible con HTML.'],
    ['an Italian stub', 'Il tuo programma di posta non supporta i messaggi HTML.'],
    ['a Portuguese stub', 'O seu leitor de e-mail não suporta HTML.'],
    ['a Dutch stub', 'Uw mailprogramma ondersteunt geen HTML-berichten.'],
    ['a Swedish stub', 'Ditt e-postprogram stöder inte HTML.'],
    ['a Danish stub', 'Dit mailprogram understøtter ikke HTML.'],
    ['a Finnish stub', 'Sähköpostiohjelmasi ei tue HTML-viestejä.'],
    ['a Polish stub', 'Twój program pocztowy nie obsługuje formatu HTML.'],
    ['a Czech stub', 'Váš poštovní klient nepodporuje HTML.'],
    ['a Russian stub', 'Ваша почтовая программа не поддерживает HTML.'],
    ['a Turkish stub', 'E-posta programınız HTML iletilerini desteklemiyor.'],
    ['a Japanese stub', 'このメールはHTML形式です。HTML対応のメールソフトで表示してください。'],
    ['a Chinese stub', '您的邮件客户端不支持 HTML 格式。'],
  ])('shows the HTML beside %s', (_, text) => {
    expect(read(text, LAMP)).toMatchObject({
      text: 'The lamp is broken',
      replyText: 'The lamp is broken',
    });
  });

  it('shows a short answer beside a quote with the same letters', () => {
    expect(
      read('> Was it yesterday?', '<p>Yes</p><blockquote type="cite">Was it yesterday?</blockquote>'),
    ).toMatchObject({
      replyText: 'Yes',
      quotedText: 'Was it yesterday?',
    });
  });

  it('keeps the quote and the line of the phone apart', () => {
    const html = `${LAMP}<p>Sent from my iPhone</p><blockquote type="cite">Do you?</blockquote>`;
    expect(read('Sent from my iPhone\n\n> Do you?', html)).toMatchObject({
      replyText: 'The lamp is broken',
      signature: 'Sent from my iPhone',
      quotedText: 'Do you?',
    });
  });
});

describe('a mail with a text that says enough', () => {
  it.each<[string, string, string, string]>([
    ['that is another version', 'It is broken', LAMP, 'It is broken'],
    ['that is one word', 'Yes', LAMP, 'Yes'],
    ['that is a number', '4711', LAMP, '4711'],
    ['that is an emoji', '👍', '<p>I like it</p>', '👍'],
    [
      'of a person who writes about HTML',
      'Your HTML is broken',
      '<p>Your <b>HTML</b> is broken</p>',
      'Your HTML is broken',
    ],
    [
      'of a person who writes about HTML and a program',
      'My mail program does not support HTML.',
      '<p>My mail program does not support <i>HTML</i>.</p>',
      'My mail program does not support HTML.',
    ],
    [
      'that names itself',
      'This is the text part, not the HTML.',
      LAMP,
      'This is the text part, not the HTML.',
    ],
    ['of signs that the HTML repeats', '?', '<p>?</p>', '?'],
    ['beside a picture', '.', '<img src="cid:a">', '.'],
    ['beside a broken no-break space', '-----', '<p>Â</p><img src="cid:a">', '-----'],
    [
      "of a phone's line that is all there is",
      'Sent from my iPhone',
      '<p>Sent from my iPhone</p>',
      'Sent from my iPhone',
    ],
    [
      'of a quote that is all there is',
      '> Do you like the lamp?',
      '<div>Do you like the lamp?</div>',
      '> Do you like the lamp?',
    ],
    [
      'below a quote',
      '> Do you?\n\nThe lamp is broken',
      `<blockquote type="cite">Do you?</blockquote>${LAMP}`,
      '> Do you?\n\nThe lamp is broken',
    ],
    ['of a bracket', '[urgent: order 7]', LAMP, '[urgent: order 7]'],
  ])('shows the text %s', (_, text, html, replyText) => {
    expect(read(text, html)).toMatchObject({ text, replyText });
  });
});
