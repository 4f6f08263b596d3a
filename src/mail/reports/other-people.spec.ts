import { describe, expect, it } from '@jest/globals';
import { aNotice } from './mail.fixture.js';
import { readReports } from './read-reports.js';

const reported = (text: string, subject = 'failure notice') =>
  readReports(aNotice(text, { to: 'bounces+1@our.example', subject }));

const BOB = [{ recipient: 'bob@x.example', severity: 'hard' }];

describe('an address to ask for help', () => {
  it.each([
    ['Undeliverable', 'bob@x.example: user unknown. For support, mail to aide@x.example.'],
    [
      'Unzustellbar',
      'Ihre Mail an bob@x.example: Empfänger unbekannt. Bitte wenden Sie sich an aide@x.example.',
    ],
    [
      'Unzustellbar',
      'Ihre Mail an bob@x.example: Empfänger unbekannt. Hilfe erhalten Sie unter aide@x.example.',
    ],
    ['Non remis', 'Non remis à bob@x.example : adresse inconnue. Contactez aide@x.example.'],
    ['Non remis', "bob@x.example n'existe plus. Merci d'écrire à aide@x.example."],
    ['No entregado', 'Su mensaje a bob@x.example: usuario desconocido. Escriba a aide@x.example.'],
    [
      'No entregado',
      'Su mensaje a bob@x.example: usuario desconocido. Póngase en contacto con aide@x.example.',
    ],
    ['Mancato recapito', 'Messaggio a bob@x.example: utente sconosciuto. Contattare aide@x.example'],
    ['Não entregue', 'Mensagem a bob@x.example: o usuário não existe. Entre em contato com aide@x.example.'],
    ['Onbestelbaar', 'Bericht aan bob@x.example: gebruiker onbekend. Neem contact op met aide@x.example.'],
    ['Kan inte levereras', 'Till bob@x.example: okänd mottagare. Kontakta aide@x.example.'],
    ['Ikke leveret', 'Til bob@x.example: ukendt modtager. Henvend dig til aide@x.example.'],
    ['Nie dostarczono', 'Do bob@x.example: nieznany odbiorca. Skontaktuj się z aide@x.example.'],
    ['Nedoručitelné', 'Pro bob@x.example: neznámý příjemce. Obraťte se na aide@x.example.'],
    ['Kézbesíthetetlen', 'bob@x.example: ismeretlen címzett. Forduljon ide: aide@x.example'],
    ['Nelivrabil', 'bob@x.example: utilizator necunoscut. Contactați aide@x.example.'],
    ['Не доставлено', 'Письмо для bob@x.example: адрес не найден. Обратитесь к aide@x.example'],
    ['Не вдалося доставити', 'Лист для bob@x.example: адресу не знайдено. Напишіть на aide@x.example'],
    ['Teslim edilemedi', 'bob@x.example bulunamadı. Sorularınız için: aide@x.example'],
    ['Δεν παραδόθηκε', 'bob@x.example: ο χρήστης δεν βρέθηκε. Επικοινωνήστε με aide@x.example'],
    ['배달되지 않음', 'bob@x.example 사용자를 찾을 수 없습니다. aide@x.example로 문의하십시오.'],
  ])('is no recipient: %s, %s', (subject, text) => {
    expect(reported(text, subject)).toMatchObject(BOB);
  });

  it.each([
    'For help contact\naide@x.example',
    'For assistance, please contact our helpdesk:\n\naide@x.example',
    'Kontakt:\naide@x.example',
    'Bei Fragen wenden Sie sich bitte an\naide@x.example',
    'Pour toute question, contactez :\n\n  aide@x.example',
    'Si tiene dudas, escriba a\naide@x.example',
    'Domande:\naide@x.example',
    'Dúvidas:\naide@x.example',
    'Neem contact op met\naide@x.example',
    'Pytania:\naide@x.example',
    'Вопросы:\naide@x.example',
    'お問い合わせ先：\naide@x.example',
    '联系我们：\naide@x.example',
    '--\nIT Support X Inc.\naide@x.example\nwww.x.example',
    'Mit freundlichen Grüßen\n\nX GmbH\naide@x.example',
    'New address:\naide@x.example',
  ])('is no recipient on a line of its own: %s', (words) => {
    expect(
      reported(`Your message could not be delivered: user unknown\n\nbob@x.example\n\n${words}`),
    ).toMatchObject(BOB);
  });

  it.each([
    'Your message could not be delivered: user unknown\n\nFor help contact\naide@x.example',
    'The mailbox of this user does not exist. Your mail was forwarded to aide@x.example.',
  ])('names nobody alone: %s', (text) => {
    expect(reported(text)).toMatchObject([{ recipient: null }]);
  });
});

describe('an address that has the mail now', () => {
  it.each([
    [
      'Undeliverable',
      'The mailbox bob@x.example does not exist any more. Your mail was forwarded to aide@x.example.',
    ],
    ['Unzustellbar', 'bob@x.example existiert nicht mehr. Ihre Mail wurde an aide@x.example weitergeleitet.'],
    ['Non remis', "bob@x.example n'existe plus. Votre message a été transmis à aide@x.example."],
    ['No entregado', 'bob@x.example no existe. Su mensaje se ha reenviado a aide@x.example.'],
    ['Mancato recapito', 'bob@x.example non esiste più. Il messaggio è stato inoltrato a aide@x.example.'],
    ['Não entregue', 'bob@x.example não existe. A mensagem foi encaminhada para aide@x.example.'],
    ['Onbestelbaar', 'bob@x.example bestaat niet. Uw bericht is doorgestuurd naar aide@x.example.'],
    ['Nie dostarczono', 'bob@x.example nie istnieje. Wiadomość została przekazana do aide@x.example.'],
    ['Не доставлено', 'bob@x.example не существует. Письмо переслано на aide@x.example.'],
    ['配信不能', 'bob@x.example は存在しません。メールは aide@x.example に転送されました。'],
    ['退信', 'bob@x.example 不存在。邮件已转发给 aide@x.example。'],
  ])('is no recipient: %s, %s', (subject, text) => {
    expect(reported(text, subject)).toMatchObject(BOB);
  });
});

describe('a recipient', () => {
  it.each([
    'We were unable to contact bob@x.example: user unknown',
    "Impossible de contacter bob@x.example : l'utilisateur n'existe pas, non remis",
    'Impossibile contattare bob@x.example: utente sconosciuto',
    'Kunde inte kontakta bob@x.example: okänd mottagare',
    'Your mail was forwarded to bob@x.example but failed: user unknown',
    'The message could not be forwarded to bob@x.example. User unknown',
    'Ihre Mail konnte nicht an bob@x.example weitergeleitet werden: Empfänger unbekannt',
    'Support <bob@x.example>:\n550 5.1.1 user unknown',
    'Kontakt <bob@x.example>\nuser unknown',
    'Contact support if this goes on:\n\nbob@x.example\n550 5.1.1 user unknown',
    'IT Support\nbob@x.example\n550 5.1.1 user unknown',
    'Your mail failed. Contact your administrator\n\nbob@x.example\n\nuser unknown',
    'This is the mail system.\n--\nbob@x.example\nuser unknown',
  ])('may follow words that are much like it: %s', (text) => {
    expect(reported(text)).toMatchObject(BOB);
  });
});
