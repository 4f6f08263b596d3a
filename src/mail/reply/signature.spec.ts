import { describe, expect, it } from '@jest/globals';

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
    [
      'the footer of a group',
      'Hello.\n\n',
      '-=-=-=-=-=-=-=-=-=-=-=-\nLinks: You receive all messages sent to this group.\nhttps://groups.example.com/g/users\n-=-=-=-=-=-=-=-=-=-=-=-',
    ],
    ['two underscores', 'Hello.\n\n', '__\nAnn'],
    ['the delimiter of RFC 3676 above a motto', 'Hello.\n\n', '-- \nAll that glitters is not gold.'],
    ['a notice below a delimiter', 'Hello.\n\n', '--\n\nThis e-mail is confidential to its recipient.'],
    ['a notice right below a delimiter', 'Hello.\n\n', '--\nThis e-mail is confidential and privileged.'],
    [
      'a closing and a name with a title',
      'It works.\n\n',
      'Kind regards,\nAnn Lee, Head of Sales\nExample Ltd',
    ],
    ['a bold delimiter', 'Hello.\n\n', '*--*\n*Ann Lee*\nExample Ltd'],
    ['a card between lines of full width', 'Hello.\n\n', '━━━━━━\n山田 太郎\nann@example.com\n━━━━━━'],
    ['a delimiter below a colon and a blank line', 'Call me:\n\n', '-- \nAnn Lee'],
    ['a delimiter below a closing with a colon', 'It works.\n\nBest regards:\n', '-- \nAnn Lee'],
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
    ['a wish and a name without a comma', 'Es geht.\n\n', 'LG Ann'],
    [
      'a closing and a name among data',
      'Es geht.\n\n',
      'Regards,\nAnn Lee | CEO | Example Ltd\nT: +49 30 12345',
    ],
    ['a Japanese closing', '動きました。\n\n', 'よろしくお願いいたします。\n\n株式会社サンプル\n山田太郎'],
    ['a slash and a name', 'Det fungerar.\n\n', '/Ann'],
    ['a motto', 'It works.\n\n', 'Regards,\nAnn\n\n"make it simple and keep it so"'],
    [
      'the note of a virus scanner below its link',
      'Fine.\n\n',
      '<https://www.scanner.example/x>\nVirus-free.www.scanner.example',
    ],
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
    ['a mobile line with its link', 'Hello.\n\n', 'Sent with Aqua Mail\nhttps://mail.example/app'],
    ['a mobile line right below the words', 'Hello.\n', 'Sent from Proton Mail for iOS.'],
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

  it('distinguishes a greeting from a closing above a signature', () => {
    expect(signatureOf('Hola Ann,\nSaludos,\nLámpara rota\n\nAtentamente\nBob')).toBe('Atentamente\nBob');
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
    ['Thai', 'ขอแสดงความนับถือ'],
    ['Persian', 'با احترام'],
    ['Hindi', 'सादर,'],
    ['Icelandic', 'Kær kveðja,'],
    ['Malay', 'Sekian, terima kasih.'],
    ['Basque', 'Agur bero bat,'],
    ['Galician', 'Un saúdo,'],
    ['Albanian', 'Me respekt,'],
    ['Macedonian', 'Со почит,'],
    ['Georgian', 'პატივისცემით,'],
    ['Armenian', 'Հարգանքով,'],
    ['Kazakh', 'Құрметпен,'],
    ['Azerbaijani', 'Hörmətlə,'],
    ['Bengali', 'শুভেচ্ছান্তে,'],
    ['Afrikaans', 'Vriendelike groete'],
    ['a letter in French', "Je vous prie d'agréer, Madame, l'expression de mes salutations distinguées."],
    ['an emoji', 'Best 😊'],
    ['a smiley', 'Liebe Grüße :)'],
    ['a place', 'Viele Grüße aus Berlin'],
    ['a place with an article', 'Sonnige Grüße aus dem Norden,'],
    ['a place, English', 'Greetings from New York,'],
  ])('recognises the closing phrase in %s', (_, closing) => {
    expect(signatureOf(`It works now.\n\n${closing}\nAnn`)).toBe(`${closing}\nAnn`);
  });

  it.each<[string, string]>([
    ['a list', 'I need:\n- apples\n- pears'],
    ['a list of one', 'I need one thing:\n- apples'],
    [
      'markdown rules',
      '## Points\n----\n\n1. Faster by half\n2. Less memory\n\n----\n\nAll of that is content.',
    ],
    ['a request below thanks', 'It works.\n\nThanks\nPlease close the ticket'],
    ['a request below thanks, Turkish', 'Oldu.\n\nTeşekkürler\nLütfen talebi kapatın artık'],
    ['a request below thanks, Chinese', '灯坏了。\n\n谢谢\n请尽快回复'],
    ['a request below thanks, Korean', '전구가 고장났어요.\n\n감사합니다\n환불 부탁드립니다'],
    ['a sentence below thanks, Japanese', '電球が壊れました。\n\nよろしくお願いします\n返金希望です'],
    ['a request below thanks, Hebrew', 'המנורה שבורה.\n\nתודה\nנא להחזיר את הכסף'],
    ['an update', 'It hums.\n\nKind regards,\nAnn\n\nUpdate: it works now'],
    ['a postscript, Russian', 'Гудит.\n\nС уважением,\nАнна\n\nП.С. красная'],
    ['a postscript, Japanese', '壊れました。\n\nよろしくお願いいたします。\n\n山田\n\n追伸：赤い方'],
    ['a heading of Markdown', 'Problem\n-------\nFlickers'],
    [
      'a question about a confidential mail',
      'Hello,\n\nthis message is confidential, was it meant for me?\n\nI got it today.',
    ],
    ['words about a confidential mail', 'Hello,\n\nthe mail you sent is confidential and not for me.'],
    ['a place that a mail begins with', 'Greetings from Rome,\n\nLamp broken'],
    ['a place in a sentence', 'It is the best\nbest of all from Rome to Milan it seems'],
    [
      'a request in French',
      "Je vous prie d'annuler ma commande et de transmettre mes salutations à Ann.\nBob attend.",
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
    [
      'parts between underscores',
      'One is broken.\n\n______\n\nTwo is missing.\n\n______\n\nThree is fine, thanks.',
    ],
    [
      'parts between dashes',
      'One is broken.\n\n--\n\nTwo is not in the box.\n\n--\n\nPlease send both again.',
    ],
    ['a question below an em dash', 'One is broken.\n\n—\n\nAlso two\nwhere is it?'],
    ['a table head', 'My order\n-----------\napples 3\npears 4'],
    ['a short wish after a dash', 'Hello.\n\n- please call me'],
    ['a closing word that opens a sentence', 'I wait.\nBest\noption is A'],
    ['a postscript', 'It works.\n\nRegards,\nAnn\n\nP.S. Please look at order 8 too.'],
    ['a question below underscores', 'The first part\n______\nWhat is the second part for?\nI do not know.'],
    ['an afterthought', 'It works.\n\nRegards,\nAnn\n\nPlease send me the invoice for order 8 too.'],
    ['an afterthought without a full stop', 'It works.\n\nRegards,\nAnn\n\noh and the cable is missing'],
    ['an item right below a question', 'You asked which colour I want.\n- Red'],
    ['a question about confidence', 'Hello.\n\nThis email is confidential, may I forward it?'],
    ['a request in Japanese', '電球が壊れました。\nよろしくお願いします。\n注文番号は1042です。'],
    ['a hotel', 'We stay at\n\nBest Western'],
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
    ['a log below a delimiter that a colon announces', 'Here are the logs:\n-- \nERROR 5 at pay.js:12'],
    ['a log below two dashes that a colon announces', 'Here are the logs:\n--\nERROR 5 at pay.js:12'],
    ['a log below a full-width colon', 'ログです：\n-- \nERROR 5 at pay.js:12'],
    ['dashes in a line', 'this is a correct -- sentence.'],
    ['an arrow', '--> one\n--> two'],
    ['a delivery below a sentence', 'Where is it?\nSent by Orange courier on Monday.'],
    ['an address in the words', 'Write to\nann@example.com'],
  ])('leaves %s alone', (_, text) => {
    expect(signatureOf(text)).toBe('');
  });
});
