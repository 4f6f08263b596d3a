import { describe, expect, it } from '@jest/globals';
import { aNotice } from './mail.fixture.js';
import { readReports } from './read-reports.js';

const reported = (text: string) => readReports(aNotice(text, { subject: 'Delivery Status Notification' }));
const named = (text: string) => reported(text).map(({ recipient }) => recipient);

const FAILED = 'Delivery to the following recipients failed:\n\n  bob@x.example\n     550 5.1.1 user unknown';

describe('whom a notice names under a heading that the mail arrived', () => {
  it.each([
    'Delivery to the following recipients succeeded:',
    'Delivered:',
    'Your message has been delivered to the following recipients:',
    '   ----- The following addresses had successful delivery notifications -----',
    'Erfolgreich zugestellt an:',
    'Die Nachricht wurde an folgende Empfänger zugestellt:',
    'Remis avec succès à :',
    'Votre message a bien été remis aux destinataires suivants :',
    'Se entregó correctamente a:',
    'El mensaje se ha entregado a los siguientes destinatarios:',
    'Consegnato correttamente a:',
    'Il messaggio è stato recapitato a:',
    'Entregue com sucesso a:',
    'Bezorging gelukt aan:',
    'Het bericht is afgeleverd bij:',
    'Meddelandet har levererats till:',
    'Meddelelsen er leveret til:',
    'Viesti toimitettu:',
    'Pomyślnie dostarczono do:',
    'Úspěšně doručeno:',
    'Sikeresen kézbesítve:',
    'Livrat cu succes:',
    'Успешно доставлено:',
    'Успішно доставлено:',
    'Başarıyla teslim edildi:',
    'Παραδόθηκε επιτυχώς:',
    '次の受信者に配信されました：',
    '已成功投递给以下收件人：',
    '다음 받는 사람에게 배달되었습니다:',
  ])('is nobody it did not reach: %s', (heading) => {
    expect(named(`${heading}\n\n  eva@x.example\n  mia@x.example\n\n${FAILED}`)).toEqual(['bob@x.example']);
    expect(named(`${FAILED}\n\n${heading}\n\neva@x.example\n250 2.1.5 Ok\nmia@x.example`)).toEqual([
      'bob@x.example',
    ]);
  });

  it.each([
    'The following recipients could not be delivered:',
    'Delivery did not succeed:',
    'Not delivered:',
    'Undelivered:',
    '   ----- The following addresses had delivery problems -----',
    'Your message was delivered to our gateway, but not to these recipients:',
    'Nicht erfolgreich zugestellt:',
    "Le message n'a pas été remis à :",
    'No se ha entregado a:',
    'Il messaggio non è stato consegnato a:',
    'Não foi entregue a:',
    'Niet bezorgd:',
    'Har inte levererats till:',
    'Er ikke leveret til:',
    'Toimitus epäonnistui:',
    'Nie dostarczono do:',
    'Neúspěšně doručeno:',
    'Nu a fost livrat:',
    'Не доставлено:',
    'Teslim edilemedi:',
    'Δεν παραδόθηκε:',
    '配信されませんでした：',
    '未送达：',
    '배달되지 않았습니다:',
  ])('is who it did not reach under any other: %s', (heading) => {
    expect(reported(`${heading}\n\nbob@x.example\n550 5.1.1 user unknown`)).toMatchObject([
      { recipient: 'bob@x.example', severity: 'hard' },
    ]);
  });

  it('is who it did not reach where a reply says so', () => {
    expect(
      reported('Delivered to the next system:\n\n<bob@x.example>: 550 5.1.1 user unknown'),
    ).toMatchObject([{ recipient: 'bob@x.example', severity: 'hard' }]);
  });

  it('is not who stands below further words', () => {
    const text = `Delivered:\n  eva@x.example\nThe mail did not reach\n  bob@x.example\n  550 5.1.1 user unknown`;
    expect(named(text)).toEqual(['bob@x.example']);
  });
});
