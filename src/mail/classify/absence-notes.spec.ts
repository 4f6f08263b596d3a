import { describe, expect, it } from '@jest/globals';
import { ANSWER, kindOf, SILENT } from './kind-of.fixture.js';

/** A subject that mentions the absence, and a note as people write it. */
const NOTES: [subject: string, text: string][] = [
  ['I am away', 'Hello,\n\nI am currently out of the office and will be back on 5 May.'],
  [
    'Ann is on leave',
    "Thank you for your message. I'm on annual leave until Monday. For urgent matters call Bo.",
  ],
  ['Annual leave', 'I am on holiday from 3 to 12 May with limited access to my e-mail.'],
  ['Ich bin im Urlaub', 'Guten Tag,\n\nich bin vom 3. bis einschließlich 12. Mai 2026 nicht im Büro.'],
  [
    'Sommerurlaub',
    'Leider bin ich bis zum 12.05. nicht erreichbar. Ihre Nachricht wird nicht weitergeleitet.',
  ],
  ['Abwesend', 'ich bin erst am 12. Mai wieder im Büro. In dringenden Fällen wenden Sie sich an Eva Lang.'],
  ['Elternzeit: abwesend', 'Ich befinde mich derzeit in Elternzeit. Mich vertritt Eva Lang.'],
  ['Congés annuels', "Bonjour,\n\nje suis en congés du 3 au 12 mai. En cas d'urgence, écrivez à Luc."],
  ['Absente', "Je suis absente du bureau jusqu'au 12 mai."],
  ['En vacances', 'Je serai de retour le 12 mai et vous répondrai alors.'],
  ['Absence du 3 au 12 mai', "Bonjour. Absente jusqu'au 12 mai."],
  ['Urlaub', 'Ab Montag bin ich wieder für Sie da. Ihre Nachricht wird nicht weitergeleitet.'],
  ['Urlaub bis 12. Mai', 'Ich bin ab dem 12. Mai wieder für Sie da.'],
  ['Away', 'Thank you for your email. We are out of office until Monday.'],
  ['De vacaciones', 'Estaré fuera de la oficina hasta el 12 de mayo.'],
  ['Ausencia', 'Actualmente me encuentro de vacaciones. Responderé a mi regreso.'],
  ['Em férias', 'Estou de férias até 12 de maio. Em caso de urgência, escreva para o Rui.'],
  ['In ferie', 'Sono attualmente in ferie fino al 12 maggio. Risponderò al mio rientro.'],
  ['Afwezig', 'Ik ben van 3 tot en met 12 mei afwezig. Bij spoed kunt u bellen met Jan.'],
  ['Ferie (vakantie)', 'Ik ben momenteel niet op kantoor. Ik ben op 12 mei weer bereikbaar.'],
  ['På semester', 'Hej!\n\nJag är på semester till och med den 12 maj. Vid brådskande ärenden ring Bo.'],
  ['Frånvaro', 'Jag är inte på kontoret förrän 12 maj, jag svarar då.'],
  ['Ferie', 'Jeg er på ferie til og med 12. mai. Ved hastesaker ring Bo.'],
  ['Fraværende', 'Jeg er ikke på kontoret. Jeg er tilbage den 12. maj.'],
  ['Lomalla', 'Olen kesälomalla 12.5. asti. Kiireellisissä asioissa soita Eevalle.'],
  ['Urlop', 'Jestem na urlopie do 12 maja. W sprawach pilnych proszę o kontakt z Ewą.'],
  ['Nieobecność', 'Do 12 maja jestem nieobecna, odpowiem po powrocie.'],
  ['Dovolená', 'Do 12. května jsem na dovolené. V naléhavých případech volejte Evě.'],
  ['Отпуск', 'Здравствуйте! Я в отпуске с 3 по 12 мая. По срочным вопросам звоните Еве.'],
  ['Я в отпуске', 'С 3 по 12 мая буду отсутствовать.'],
  ['休暇のお知らせ', '5月12日まで休暇をいただいております。戻り次第ご返信いたします。'],
  ['不在のご連絡', '5月12日まで不在にしております。'],
  ['休假中', '您好，我正在休假，5月12日回来后回复。'],
  ['휴가 안내', '5월 12일까지 휴가 중입니다. 급한 용무는 김민수에게 연락 바랍니다.'],
  ['Szabadság: távollét', 'Május 12-ig szabadságon vagyok. Visszatérésem után válaszolok.'],
];

describe('a note about an absence, in words alone', () => {
  it.each(NOTES)('is known as an answer: %s / %s', (subject, text) => {
    expect(kindOf(subject, text, ANSWER)).toBe('auto_reply');
  });

  it.each(NOTES)('is known under any subject where it asks for silence: %s / %s', (subject, text) => {
    expect(kindOf(subject, text, SILENT)).toBe('auto_reply');
    if (text.includes('\n')) return;
    expect(kindOf('Re: Order 12', `Hello,\n\n${text}`, SILENT, ANSWER)).toBe('auto_reply');
  });

  it.each(NOTES)('is known without any field by what else it says: %s / %s', (subject, text) => {
    expect(kindOf(subject, text)).toBe('auto_reply');
  });

  it.each([
    ['Automatic reply', 'Thank you for your message. We will be in touch.'],
    ['Auto response', 'This message was generated automatically.'],
    ['Réponse automatique', 'Merci pour votre message.'],
    ['Respuesta automática', 'Gracias por su mensaje.'],
    ['自動返信', 'お問い合わせありがとうございます。'],
    ['Abwesenheitsnotiz', 'Bin bis Montag unterwegs und dann wieder da.'],
    ['Außer Haus', 'Ich bin bis Montag nicht im Büro.'],
    ['Niet aanwezig', 'Ik ben tot maandag niet aanwezig.'],
    ['Fuori ufficio: Ordine 12', 'Sono fuori ufficio fino al 12 maggio.'],
    ['Eingangsbestätigung', 'Vielen Dank für Ihre Anfrage.'],
    ['Automatic reply: Order 12', 'See below.'],
    ['Abwesenheitsnotiz: Bestellung 12', 'Guten Tag.'],
    ['Out of office: Order 12', 'Bye.'],
  ])('is known by a subject of machines: %s / %s', (subject, text) => {
    expect(kindOf(subject, text)).toBe('auto_reply');
  });

  it.each([
    ['Automatic reply', 'Hi.'],
    ['Out of office', 'Hi.'],
    ['Abwesend: Bestellung 12', 'Hi.'],
    ['Vacation: Order 12', 'I am on vacation.'],
    ['Absence : Commande 12', 'Je serai de retour lundi.'],
  ])('is known by such a subject as an answer: %s / %s', (subject, text) => {
    expect(kindOf(subject, text, ANSWER)).toBe('auto_reply');
  });
});
