import { describe, expect, it } from '@jest/globals';
import { readMail } from '../read-mail.js';

const classify = (...lines: string[]) =>
  readMail(Buffer.from(['From: Ann <ann@customer.example>', ...lines].join('\r\n')), {
    attachmentUrl: String,
  }).classification;

const answerToInvitation = (method: string, words: string) => [
  'Subject: Accepted: Kick-off',
  'Content-Type: multipart/alternative; boundary=b',
  '',
  `--b\r\nContent-Type: text/plain\r\n\r\n${words}`,
  `--b\r\nContent-Type: text/calendar; method=${method}\r\n\r\nBEGIN:VCALENDAR\r\nMETHOD:${method}\r\nEND:VCALENDAR`,
  '--b--',
];

describe('automatic mail', () => {
  it.each([
    ['Read: Your order', 'Your message\n\nTo: Ann\nSent: 3 May\n\nwas read on 4 May.'],
    ['Not read: Your order', 'Your message was deleted without being read on 4 May.'],
    ['Gelesen: Ihr Auftrag', 'Ihre Nachricht\n\nAn: Ann\nGesendet: 3. Mai\n\nwurde am 4. Mai gelesen.'],
    ['Lu : Votre commande', 'Votre message a été lu le 4 mai.'],
    ['Letto: Ordine', 'Il messaggio è stato letto il 4 maggio.'],
    ['Leído: Pedido', 'El mensaje\n\nPara: Ann\nEnviado: 3 de mayo\n\nse leyó el 4 de mayo.'],
    ['Lida: Pedido', 'A sua mensagem foi lida em 4 de maio.'],
    ['Gelezen: Order', 'Uw bericht\n\nAan: Ann\n\nis op 4 mei gelezen.'],
    ['Läst: Order', 'Ditt meddelande lästes den 4 maj.'],
    ['Læst: Ordre', 'Din meddelelse blev læst den 4. maj.'],
    ['Прочитано: Заказ', 'Ваше сообщение было прочитано 4 мая.'],
    ['開封済み: 注文', 'メッセージは 5月4日 に開封されました。'],
    ['已读: 订单', '您的邮件已于 5月4日 阅读。'],
  ])('is a read receipt: %s', (subject, text) => {
    const mail = [`Subject: ${subject}`, 'Content-Type: text/plain; charset=utf-8', '', text];
    expect(classify(...mail)).toEqual({ kind: 'auto_generated', reason: 'read_receipt' });
  });

  it('is a read receipt even if a gateway has made its report a plain multipart', () => {
    const mail = [
      'Subject: Disposition notification',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b\r\nContent-Type: text/plain\r\n\r\nThe message has been displayed.',
      '--b\r\nContent-Type: message/disposition-notification\r\n\r\nDisposition: manual-action/MDN-sent-manually; displayed',
      '--b--',
    ];
    expect(classify(...mail)).toEqual({ kind: 'auto_generated', reason: 'read_receipt' });
  });

  it.each([
    ['Gelesen: Vertrag', 'Der Vertrag wurde gestern von mir gelesen. Punkt 5 ist falsch.'],
    ['Read: this is important', 'Your last mail was wrong.'],
    ['Lu: mon roman', 'Il a été lu par 3 personnes.'],
    ['Letto: contratto', 'Il contratto è stato letto ieri. Il punto 5 è sbagliato.'],
    ['Leído: contrato', 'Fue leído ayer. El punto 5 es falso.'],
    ['Gelezen: contract', 'Het is gisteren gelezen. Punt 5 klopt niet.'],
    ['Question', 'My message was read on Monday, but nobody answers.'],
    ['Report domain: our.example is broken', 'Please look.'],
    ['Fwd: Report domain: our.example Submitter: isp.example Report-ID: 1', 'What is this?'],
  ])('does not include a person who writes about reading: %s', (subject, text) => {
    const mail = [`Subject: ${subject}`, 'Content-Type: text/plain; charset=utf-8', '', text];
    expect(classify(...mail)).toMatchObject({ kind: 'human' });
  });

  it.each([
    'Report Domain: our.example Submitter: isp.example Report-ID: <1>',
    '[Preview] Report domain: our.example; Submitter: isp.example; Report-ID: 1',
  ])('is an authentication or transport report: %s', (subject) => {
    expect(classify(`Subject: ${subject}`, '', '')).toEqual({
      kind: 'auto_generated',
      reason: 'aggregate_report',
    });
  });

  it.each([
    ['Recall: Your order', 'Ann Lee would like to recall the message, "Your order".'],
    ['Rückruf: Ihr Auftrag', 'Ann Lee möchte die Nachricht "Ihr Auftrag" zurückrufen.'],
    ['Rappel : Votre commande', 'Ann Lee souhaite rappeler le message « Votre commande ».'],
  ])('is a recall: %s', (subject, text) => {
    const mail = [`Subject: ${subject}`, 'Content-Type: text/plain; charset=utf-8', '', text];
    expect(classify(...mail)).toEqual({ kind: 'auto_generated', reason: 'recall' });
  });

  it.each([
    ['Recall: battery of model 5', 'I would like to recall the machine that we bought.'],
    ['Rückruf: bitte', 'Bitte rufen Sie mich zurück, ich möchte die Nachricht besprechen.'],
  ])('does not include a person who wants something back: %s', (subject, text) => {
    const mail = [`Subject: ${subject}`, 'Content-Type: text/plain; charset=utf-8', '', text];
    expect(classify(...mail)).toMatchObject({ kind: 'human' });
  });

  const withFile = (words: string, name: string) => [
    'Subject: Our report',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    `--b\r\nContent-Type: text/plain\r\n\r\n${words}`,
    `--b\r\nContent-Type: application/gzip; name="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\nH4sI`,
    '--b--',
  ];
  const REPORT_FILE = 'isp.example!our.example!1795200000!1795286399.xml.gz';

  it.each([
    ['without words', withFile('', REPORT_FILE)],
    ['with words', withFile('This is a DMARC aggregate report.', REPORT_FILE)],
    [
      'on transport security',
      [
        'Subject: TLS',
        'Content-Type: multipart/report; report-type="tlsrpt"; boundary=b',
        '',
        '--b\r\nContent-Type: text/plain\r\n\r\nA report.',
        '--b\r\nContent-Type: application/tlsrpt+json\r\n\r\n{}',
        '--b--',
      ],
    ],
  ])('is a report with any subject, %s', (_, mail) => {
    expect(classify(...mail)).toEqual({ kind: 'auto_generated', reason: 'aggregate_report' });
  });

  it('does not include a person who asks about such a report', () => {
    expect(classify(...withFile('What does this DMARC report tell?', REPORT_FILE)).kind).toBe('human');
    expect(classify(...withFile('Here is the file that I got.', REPORT_FILE)).kind).toBe('human');
  });

  it('is an invitation accepted with a button', () => {
    const mail = answerToInvitation('REPLY', ' ');
    expect(classify(...mail)).toEqual({ kind: 'auto_generated', reason: 'calendar_reply' });
  });

  it.each([
    ['accepted with a comment', answerToInvitation('REPLY', 'I shall be ten minutes late.')],
    ['sent', answerToInvitation('REQUEST', ' ')],
  ])('is not an invitation %s', (_, mail) => {
    expect(classify(...mail)).toMatchObject({ kind: 'human' });
  });
});
