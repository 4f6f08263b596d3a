import { describe, expect, it } from '@jest/globals';

import { isMobileSignature } from './mobile-signature.js';
import { findSignatureStart } from './signature.js';

/** The lines from `|` on are the signature. */
function signatureOf(text: string): string {
  const lines = text.split('\n');
  return lines.slice(findSignatureStart(lines)).join('\n');
}

describe('findSignatureStart', () => {
  it.each<[string, string, string]>([
    ['the delimiter of RFC 3676', 'Hello.\n\n', '-- \nAnn Lee\nExample Ltd'],
    ['a delimiter without its space', 'Hello.\n', '--\nann'],
    ['an indented delimiter', '  Hello.\n\n', '  -- \n  Ann'],
    [
      'underscores and a list footer',
      'Hello.\n\n',
      '_______________\nusers mailing list\nhttps://lists.example.com',
    ],
    ['two underscores', 'Hello.\n\n', '__\nAnn'],
    ['two delimiters', 'Hey!\n', '--\n--\nRegards,\nAnn'],
    [
      'a line of dashes above a card',
      'Words.\n\n',
      '----------------\n\nAnn Lee\n\nt. 555-931-0702\n\nhttp://example.com/',
    ],
    ['a rule and a first name', 'How are you?\n', '---\nAnn'],
    ['an em dash on its own line', 'Hello.\n', '—\nAnn'],
    ['a dash name with a mobile line', 'Hello.\n\n', '-Lee.\n\nSent from my HTC smartphone!'],
    ['a delimiter with a gap below', 'Hello\n', '--\n\nAnn Lee'],
    ['thanks below a delimiter', 'Hey!\nThanks for your attention.\n', '--\nThanks!\nAnn'],
    ['a dash and a name', 'Hello.\n', '-ann'],
    ['a dash, a space and a name', 'Hello.\n\n', '- Ann Lee'],
    ['an em dash and a name', 'Any feedback is welcome!\n\n', '—Ann'],
    ['a dash name above a list footer', 'Hello.\n\n', '-Ann Lee\n\n\n_____\nusers mailing list'],
    ['a closing with a name', 'Can you help?\n\n', 'Regards,\n\nAnn Lee\nCEO @ Example !'],
    ['a closing and the name on one line', 'Can you help?\n\n', 'Best regards, Ann'],
    ['a closing and a name with a full stop', 'Can you help?\n\n', 'Kind regards,\n\nAnn.'],
    [
      'the card of a company below a closing',
      'Yes, please.\n\n',
      [
        'Mit freundlichen Grüßen\n\ni. A. Ann Lee\nEinkauf\n\nBeispiel GmbH\nAm Ring 1\n12345 Ort\n',
        'Tel.: +49 30 1234-567\nFax: +49 30 1234-568\nE-Mail: ann@example.com\nwww.example.com\n',
        'Sitz: Ort | Amtsgericht Ort HRB 1\nGeschäftsführer: Bob Lee\nUSt-IdNr.: DE1\nIBAN: DE2\nBIC: X',
      ].join('\n'),
    ],
    [
      'the note of a virus scanner',
      'Fine by me.\n\n',
      'Virus-free. www.scanner.example\n<https://www.scanner.example/>',
    ],
    [
      'a sentence of a virus scanner',
      'Gern.\n\n',
      'Diese E-Mail wurde von Scanner auf Viren geprüft.\nhttps://www.scanner.example',
    ],
    ['a closing in bold', 'It works.\n\n', '*Kind regards,*\n*Ann Lee*'],
    ['a closing in capitals', 'Es geht.\n\n', 'MIT FREUNDLICHEN GRÜSSEN\nANN LEE'],
    ['a mobile line in brackets', 'It works.\n\n', '[Sent from my iPhone]'],
    ['a mobile line with a link of Markdown', 'It works.\n\n', 'Get [Outlook for iOS](https://aka.ms/x)'],
    ['thanks with a name', 'Let me know.\n\n', 'Thank you,\nAnn'],
    ['two closings on one line', 'Danke!\n\n', 'Viele Grüße / Best regards\n\nAnn'],
    [
      'a visiting card',
      'Some words that are long enough.\n\n',
      'Ann Lee\nann@example.com\n(555) 346-9947\nwww.example.com',
    ],
    [
      'a card that repeats the name above',
      'Hello.\n\nAnn\n\n',
      'Mag. Ann Lee\n1010 Wien, Ring 1\nTel: 01 234567',
    ],
    ['a mobile line', 'Hello.\n\n', 'Sent from my iPhone'],
    ['a name above a mobile line', 'Hello there.\n\n', 'Ann Lee\nvia mobile'],
    [
      'a confidentiality notice',
      'Hello there.\n\n',
      'This e-mail and any attachments are confidential and intended solely for the addressee.',
    ],
    [
      'a notice below a closing',
      'Hallo!\n\n',
      'MfG\nAnn\n\nDiese E-Mail kann vertrauliche\nInformationen enthalten.',
    ],
    ['a closing above a mobile line', 'Hello.\n\n', 'Cheers,\nAnn\n\nSent from my iPad'],
  ])('finds %s', (_, words, signature) => {
    expect(signatureOf(words + signature)).toBe(signature);
  });

  it.each<[string, string]>([
    ['German', 'Mit freundlichen Grüßen'],
    ['German, short', 'MfG'],
    ['French', 'Cordialement,'],
    ['Spanish', 'Saludos cordiales,'],
    ['Italian', 'Cordiali saluti'],
    ['Portuguese', 'Atenciosamente,'],
    ['Dutch', 'Met vriendelijke groet,'],
    ['Swedish', 'Mvh,'],
    ['Danish', 'Kh'],
    ['Norwegian', 'Med vennlig hilsen'],
    ['Finnish', 'Ystävällisin terveisin'],
    ['Polish', 'Pozdrawiam,'],
    ['Czech', 'S pozdravem'],
    ['Russian', 'С уважением,'],
    ['Ukrainian', 'З повагою,'],
    ['Turkish', 'Saygılarımla,'],
    ['Greek', 'Με εκτίμηση,'],
    ['Hungarian', 'Üdvözlettel,'],
    ['Romanian', 'Cu stimă,'],
    ['Hebrew', 'בברכה,'],
    ['Arabic', 'مع أطيب التحيات،'],
    ['Vietnamese', 'Trân trọng,'],
    ['Bulgarian', 'С уважение,'],
    ['Croatian', 'Srdačan pozdrav,'],
    ['Serbian', 'Срдачан поздрав,'],
    ['Slovenian', 'Lep pozdrav,'],
    ['Slovak', 'S pozdravom'],
    ['Estonian', 'Lugupidamisega'],
    ['Latvian', 'Ar cieņu,'],
    ['Lithuanian', 'Pagarbiai'],
    ['Catalan', 'Cordialment,'],
  ])('knows the closing phrase in %s', (_, closing) => {
    expect(signatureOf(`It works now.\n\n${closing}\nAnn`)).toBe(`${closing}\nAnn`);
  });

  it.each<[string, string]>([
    ['a list', 'I need:\n- apples\n- pears'],
    ['a list of one', 'I need one thing:\n- apples'],
    [
      'markdown rules',
      '## Points\n----\n\n1. Faster by half\n2. Less memory\n\n----\n\nAll of that is content.',
    ],
    [
      'regards in a sentence',
      'As regards the date, Friday is fine.\nWith regards to the fee I ask you to wait.',
    ],
    ['thanks without a name', 'It works now, thanks'],
    ['thanks that are all there is', 'Hi Bob,\n\nThanks!\n\nAnn'],
    ['a paragraph about a mail', 'Hello.\n\nThis email bounced and I do not know why.'],
    ['data that a sentence announces', 'My address is now:\n\nAnn Lee\nann@example.com\n+44 20 7946 0958'],
    ['a part below a rule', 'The first part\n\n---\n\nthe second part of it'],
    ['a table head', 'My order\n-----------\napples 3\npears 4'],
    ['a short wish after a dash', 'Hello.\n\n- please call me'],
    ['a closing word that opens a sentence', 'I wait.\nBest\noption is A'],
    ['a postscript', 'It works.\n\nRegards,\nAnn\n\nP.S. Please look at order 8 too.'],
    ['a question below underscores', 'The first part\n______\nWhat is the second part for?\nI do not know.'],
    ['an afterthought', 'It works.\n\nRegards,\nAnn\n\nPlease send me the invoice for order 8 too.'],
    [
      'an afterthought, Polish',
      'Działa.\n\nPozdrawiam\nAnn\n\nProszę też o fakturę za zamówienie numer osiem.',
    ],
    ['a long part below underscores', `The first part\n______\n${'the second part\n'.repeat(30)}`],
    ['a question about a virus', 'Hello.\n\nHas this file been checked for viruses?'],
    [
      'a long list below a closing word',
      `Here it is.\n\nBest\nList\n${Array.from({ length: 12 }, (_, at) => `item ${at}`).join('\n')}`,
    ],
    ['thanks before a request', 'Thanks\nCan you also look at the second order?'],
    ['dashes in a line', 'this is a correct -- sentence.'],
    ['an arrow', '--> one\n--> two'],
    ['an address in the words', 'Write to\nann@example.com'],
  ])('leaves %s alone', (_, text) => {
    expect(signatureOf(text)).toBe('');
  });
});

describe('isMobileSignature', () => {
  it.each([
    'Sent from my iPhone',
    'Sent from my phone.',
    'Sent from Mail for Windows 10',
    'Sent from Yahoo Mail for iPhone',
    '\u2063Get BlueMail for Android \u200b',
    'Sent from Mailbox for iPhone',
    'Sent from Proton Mail for iOS',
    'Sent wirelessly from my BlackBerry device on the Bell network.',
    'Sent from Outlook for iOS<https://aka.ms/o0ukef>',
    'Get Outlook for Android<https://aka.ms/AAb9ysg>',
    '[Sent from my iPhone]'.slice(1, -1),
    'Von meinem iPhone gesendet',
    'Gesendet mit der GMX Mail App',
    'Diese Nachricht wurde von meinem Android-Mobiltelefon mit K-9 Mail gesendet.',
    'Envoyé de mon iPhone',
    'Envoyé à partir de Outlook pour iOS',
    'Enviado desde mi iPhone',
    'Enviado do meu iPhone',
    'Inviato da iPhone',
    'Verstuurd vanaf mijn iPhone',
    'Skickat från min iPhone',
    'Sendt fra min iPhone',
    'Lähetetty iPhonesta',
    'Wysłane z iPhone’a',
    'Odesláno z iPhonu',
    'Отправлено с iPhone',
    'Надіслано з iPhone',
    'iPhoneから送信',
    '发自我的 iPhone',
    '发自我的iPhone',
    '從我的 iPhone 傳送',
    '나의 iPhone에서 보냄',
    "iPhone'umdan gönderildi",
    'Στάλθηκε από το iPhone μου',
    'Trimis de pe iPhone-ul meu',
    'נשלח מה-iPhone שלי',
    'أرسلت من iPhone الخاص بي',
    'Đã gửi từ iPhone của tôi',
    'Sendt fra Mail til Windows',
    'Wysłano z mojego iPhone’a',
    'Stáhnout Outlook pro Android',
    'Завантажити Outlook для iOS',
    'Az Outlook iOS-hez beszerzése',
    "iOS için Outlook'u edinin",
    'Android용 Outlook 받기',
    '获取 Outlook for iOS',
    'Windows 版のメールから送信',
    'الحصول على Outlook لـ iOS',
    'השג את Outlook עבור iOS',
    'Nosūtīts no mana iPhone',
    'Please excuse typos, sent from my phone',
    'Enviado desde mi móvil',
    '--- Desde mi celular',
    'Envoyé depuis mon téléphone',
    'Inviato dal mio cellulare',
    'Von meinem Telefon gesendet.',
    'Von unterwegs gesendet',
    'Verzonden vanaf mijn telefoon',
    'Enviado do meu telemóvel',
    'Skickat från min telefon',
    'Wysłano z telefonu',
    'Отправлено с телефона',
    'Cep telefonumdan gönderildi',
    'Στάλθηκε από το κινητό μου',
    'Sent from Spike',
    '(Sent from my iPhone)',
    'Získať Outlook pre iOS',
    'Nabavite Outlook za iOS',
    'मेरे iPhone से भेजा गया',
  ])('knows %p', (line) => {
    expect(isMobileSignature(line)).toBe(true);
  });

  it.each([
    'Sent from my desk, is much easier than my mobile phone.',
    'Sent from my desk is much easier than my mobile phone.',
    'Sent from some mobile device is not as good as a desktop.',
    'The notification was sent from my iPhone app to all users.',
    'All messages are sent from the main server.',
    'My iPhone does not ring',
    'Via Roma 1, Milano',
    'Via telefono non rispondete mai.',
    'Das Telefon habe ich gestern gesendet bekommen, samt Rechnung und Kabel.',
    'Enviado el teléfono a reparar, ¿cuándo estará listo?',
    'Sent from Mail for Windows did not work for me',
    'I use Outlook for iOS and it crashes.',
    '下载发票需要多长时间？',
  ])('knows that %p is prose', (line) => {
    expect(isMobileSignature(line)).toBe(false);
  });
});
