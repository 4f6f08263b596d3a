import { describe, expect, it } from '@jest/globals';

import { readCopiedHeader } from './copied-header.js';

const ANN = { name: 'Ann Lee', address: 'ann@example.com' };

describe('readCopiedHeader', () => {
  it.each<[string, string[]]>([
    [
      'English',
      ['From: Ann Lee <ann@example.com>', 'Sent: Tuesday, March 3, 2026 9:14 AM', 'To: Bob', 'Subject: Hi'],
    ],
    ['bold', ['*From:* Ann Lee [mailto:ann@example.com]', '*Sent:* Tuesday', '*To:* Bob', '*Subject:* Hi']],
    [
      'German',
      ['Von: Ann Lee <ann@example.com>', 'Gesendet: Dienstag, 3. März 2026', 'An: Bob', 'Betreff: Hi'],
    ],
    ['French', ['De : Ann Lee <ann@example.com>', 'Envoyé : mardi 3 mars 2026', 'À : Bob', 'Objet : Hi']],
    ['Spanish', ['De: Ann Lee <ann@example.com>', 'Enviado el: martes', 'Para: Bob', 'Asunto: Hi']],
    ['Italian', ['Da: Ann Lee <ann@example.com>', 'Inviato: martedì', 'A: Bob', 'Oggetto: Hi']],
    ['Portuguese', ['De: Ann Lee <ann@example.com>', 'Enviada em: terça', 'Para: Bob', 'Assunto: Hi']],
    ['Dutch', ['Van: Ann Lee <ann@example.com>', 'Verzonden: dinsdag', 'Aan: Bob', 'Onderwerp: Hi']],
    ['Swedish', ['Från: Ann Lee <ann@example.com>', 'Skickat: den 3 mars', 'Till: Bob', 'Ämne: Hi']],
    ['Danish', ['Fra: Ann Lee <ann@example.com>', 'Sendt: 3. marts', 'Til: Bob', 'Emne: Hi']],
    [
      'Finnish',
      ['Lähettäjä: Ann Lee <ann@example.com>', 'Lähetetty: 3. maalis', 'Vastaanottaja: Bob', 'Aihe: Hi'],
    ],
    ['Polish', ['Od: Ann Lee <ann@example.com>', 'Wysłano: wtorek', 'Do: Bob', 'Temat: Hi']],
    ['Czech', ['Od: Ann Lee <ann@example.com>', 'Odesláno: úterý', 'Komu: Bob', 'Předmět: Hi']],
    ['Russian', ['От: Ann Lee <ann@example.com>', 'Отправлено: вторник', 'Кому: Bob', 'Тема: Hi']],
    ['Ukrainian', ['Від: Ann Lee <ann@example.com>', 'Надіслано: вівторок', 'Кому: Bob', 'Тема: Hi']],
    ['Turkish', ['Kimden: Ann Lee <ann@example.com>', 'Gönderildi: Salı', 'Kime: Bob', 'Konu: Hi']],
    ['Greek', ['Από: Ann Lee <ann@example.com>', 'Στάλθηκε: Τρίτη', 'Προς: Bob', 'Θέμα: Hi']],
    ['Hungarian', ['Feladó: Ann Lee <ann@example.com>', 'Elküldve: kedd', 'Címzett: Bob', 'Tárgy: Hi']],
    ['Romanian', ['De la: Ann Lee <ann@example.com>', 'Trimis: marți', 'Către: Bob', 'Subiect: Hi']],
    ['Serbian', ['Од: Ann Lee <ann@example.com>', 'Датум: уторак', 'За: Bob', 'Наслов: Hi']],
    ['Latvian', ['No: Ann Lee <ann@example.com>', 'Datums: otrdiena', 'Kam: Bob', 'Temats: Hi']],
    ['Latvian, Outlook', ['No: Ann Lee <ann@example.com>', 'Nosūtīts: otrdiena', 'Kam: Bob', 'Tēma: Hi']],
    ['Bulgarian', ['От: Ann Lee <ann@example.com>', 'Изпратено: вторник', 'До: Bob', 'Относно: Hi']],
    ['Serbian, Latin', ['Od: Ann Lee <ann@example.com>', 'Poslato: utorak', 'Za: Bob', 'Naslov: Hi']],
    ['Catalan', ['De: Ann Lee <ann@example.com>', 'Enviat: dimarts', 'Per a: Bob', 'Assumpte: Hi']],
    ['Persian', ['از: Ann Lee <ann@example.com>', 'تاریخ: سه‌شنبه', 'به: Bob', 'موضوع: Hi']],
    ['Hindi', ['प्रेषक: Ann Lee <ann@example.com>', 'दिनांक: मंगल', 'प्रति: Bob', 'विषय: Hi']],
    ['Malay', ['Daripada: Ann Lee <ann@example.com>', 'Tarikh: Selasa', 'Kepada: Bob', 'Subjek: Hi']],
    ['Hebrew', ['מאת: Ann Lee <ann@example.com>', 'נשלח: יום שלישי', 'אל: Bob', 'נושא: Hi']],
    ['Arabic', ['من: Ann Lee <ann@example.com>', 'تم الإرسال: الثلاثاء', 'إلى: Bob', 'الموضوع: Hi']],
    ['Vietnamese', ['Từ: Ann Lee <ann@example.com>', 'Đã gửi: Thứ Ba', 'Đến: Bob', 'Chủ đề: Hi']],
    ['Japanese', ['差出人: Ann Lee <ann@example.com>', '送信日時: 2026年3月3日', '宛先: Bob', '件名: Hi']],
    [
      'Chinese',
      ['发件人： Ann Lee <ann@example.com>', '发送时间： 2026年3月3日', '收件人： Bob', '主题： Hi'],
    ],
    ['Korean', ['보낸 사람: Ann Lee <ann@example.com>', '보낸 날짜: 2026년', '받는 사람: Bob', '제목: Hi']],
    ['Basque', ['Nork: Ann Lee <ann@example.com>', 'Bidaltze-data: 2026', 'Nori: Bob', 'Gaia: Hi']],
    ['Korean, webmail', ['발신자: Ann Lee <ann@example.com>', '보낸 시간: 2026', '수신자: Bob', '제목: Hi']],
    [
      'bullets of Markdown',
      ['- **From:** Ann Lee <ann@example.com>', '- **Sent:** Today', '- **To:** Bob', '- **Subject:** Hi'],
    ],
    ['indented', ['   From: Ann Lee<mailto:ann@example.com>', '   Sent: Today', '   Subject: Hi']],
    ['wrapped', ['From: Ann Lee', '<ann@example.com>', 'Sent: Today', 'To: Bob', 'Subject: Hi']],
    [
      'subject first',
      ['Subject: Hi', 'Date: Tue, 3 Mar 2026', 'From: "Ann Lee" <ann@example.com>', 'To: Bob'],
    ],
    [
      'spread out',
      [
        'From: "Ann Lee" <ann@example.com>',
        '',
        'Date: Tue, 3 Mar 2026',
        'To:<bob@example.com>',
        '',
        'Subject: Hi',
      ],
    ],
  ])('reads a block, %s', (_, lines) => {
    expect(readCopiedHeader([...lines, '', 'The mail itself.'], 0, false)).toMatchObject({
      length: lines.length,
      from: ANN,
    });
  });

  it.each<[string, string[]]>([
    ['a journey', ['From: 3 May', 'To: 5 May', 'Subject: rental car']],
    ['a meeting', ['Date: 3 May 2026', 'From: 10:00', 'To: 11:00', 'Subject: budget']],
    ['a letter', ['De : Ann', 'Objet : lampe', 'Date : 03.03.2026', '', 'Voici.']],
    ['an appointment', ['Date: Wednesday 3, March 2026', 'Time: 7:00am', 'Address: 130 Fox St']],
    ['a journey', ['From: Berlin', 'To: Rome', 'Date: 3 May']],
    ['a journey with its time', ['From: Berlin', 'To: Rome', 'Date: 3 May 2026, 9:14']],
    ['a journey in German', ['Von: Berlin', 'Nach: Köln', 'Datum: 03.05.2026 14:30', 'An: 18:10 Uhr']],
    ['a visiting card', ['Phone: 12345', 'Fax: 67890', 'Skype: ann']],
    [
      'a contact form',
      ['From: Ann Lee <ann@example.com>', 'Subject: Order 7', '', 'Message Body: where is it?'],
    ],
    ['a lone label', ['Subject: what I wanted to ask', '', 'How are you?']],
    ['prose', ['From now on: all is well', 'To be sure: ask me']],
  ])('does not mistake %s for a header', (_, lines) => {
    expect(readCopiedHeader(lines, 0, false)).toBeNull();
  });

  it('takes telephone numbers for a call', () => {
    const call = ['From: +49 30 1234567', 'To: 100', 'Date: 2026-03-03 09:00', 'Subject: Voicemail'];
    expect(readCopiedHeader(call, 0, false)).toBeNull();
  });

  it('recognises an internal mail by its time', () => {
    const lines = ['Von: Lee, Ann', 'Gesendet: Dienstag, 3. März 2026 9:14', 'An: Lee, Bob', 'Betreff: Hi'];
    expect(readCopiedHeader(lines, 0, false)).toMatchObject({ length: 4 });
  });

  it('leaves a raw header alone, whichever line it starts at', () => {
    const lines = [
      'Received: from a by b',
      'Subject: test',
      'Date: Tue, 3 Mar 2026 09:14:22 +0100',
      'From: Ann Lee <ann@example.com>',
      'To: bob@example.com',
    ];
    expect(lines.map((_, at) => readCopiedHeader(lines, at, false))).toEqual(lines.map(() => null));
  });

  it('needs only one label below a separator line', () => {
    expect(readCopiedHeader(['From: ann@example.com', '', 'Hi'], 0, true)).toMatchObject({
      length: 1,
      from: { name: '', address: 'ann@example.com' },
    });
  });
});
