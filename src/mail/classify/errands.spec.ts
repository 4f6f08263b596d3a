import { describe, expect, it } from '@jest/globals';
import { aMail } from '../reports/mail.fixture.js';
import { readReports } from '../reports/read-reports.js';
import { classifyMail } from './classify-mail.js';

const kindOf = (subject: string, text: string) => {
  const mail = aMail({ subject, text });
  return classifyMail(mail, readReports(mail)).kind;
};

describe('a mail from somebody who is away and asks for something', () => {
  it.each([
    ['Out of office', 'I am out of the office until Monday and need the invoice by then.'],
    ['Vacation hold', 'I will be out of the office next week. Please give the parcel to my neighbour.'],
    ['Going away', "I'm away from Monday, keep it and ship on the 20th, thanks."],
    ['On leave', 'I am on maternity leave from May. Please update your records: Bo is in charge.'],
    ['Away', "I'm away until Monday. Can the engineer come on Tuesday"],
    ['Vacation message', 'How do I set a vacation message in your app'],
    ['Auto reply', 'Your auto reply has a typo: it says "recieved".'],
    ['Automatic response', 'Your automatic response names the wrong opening hours.'],
    ['Autoantwort', 'Eure Autoantwort nennt noch die alte Telefonnummer.'],
    ['Réponse automatique', 'Votre réponse automatique donne un mauvais numéro.'],
    ['Urlaub', 'Hallo, ich bin bis 20. Mai im Urlaub. Bitte schicken Sie das Paket danach.'],
    ['Vacances', "Je suis en vacances jusqu'au 20. Merci d'envoyer le colis après."],
    ['Absence', 'Je suis absente du 3 au 8. Livrez svp le 9.'],
    ['Vacaciones', 'Estoy de vacaciones hasta el 20. Les ruego mandar el paquete después.'],
    ['Ferie', 'Sono in ferie fino al 20. Vi prego di spedire dopo.'],
    ['Férias', 'Estou de férias até dia 20. Enviem a encomenda depois.'],
    ['Vakantie', 'Ik ben met vakantie tot 20 mei, graag daarna bezorgen.'],
    ['Semester', 'Jag är på semester till 20 maj. Skicka paketet efter det, tack.'],
    ['Urlop', 'Jestem na urlopie do 20 maja, wysłać paczkę później.'],
    ['Dovolená', 'Jsem na dovolené do 20. května. Pošlete balík potom.'],
    ['Отпуск', 'Я в отпуске до 20 мая. Пришлите посылку позже.'],
    ['Absence', 'Je suis absente du 3 au 12 mars. Merci de décaler la livraison.'],
    ['Vacaciones', 'Estoy de vacaciones hasta el 12, entreguen al vecino.'],
    ['Ferie', 'Sono in ferie fino al 12, consegnate dopo quella data.'],
    ['Afwezig', 'Ik ben op vakantie tot 12 maart, dus de bestelling mag later komen.'],
    ['Urlop', 'Jestem na urlopie do 12 marca. Proszę wstrzymać wysyłkę.'],
    ['Semester', 'Jag är på semester till 12 mars. Vänta med leveransen tack.'],
    ['Отпуск', 'Я в отпуске до 12 марта, перенесите доставку.'],
    ['休假', '我休假到12号，请推迟发货。'],
    ['Away', 'I will be away from 3 to 12 March, so leave the delivery with my neighbour.'],
    ['不在', '3月12日まで不在にしますので、配達を延期してください。'],
    ['不在', '5月20日まで不在にしております。荷物はその後に送ってください。'],
  ])('is from a person: %s: %s', (subject, text) => {
    expect(kindOf(subject, text)).toBe('human');
  });

  it.each([
    ['On leave', 'I am on leave until Monday. If you need the invoice, write to accounts@x.example.'],
    ['Away', 'I am away until Monday. For orders write to orders@x.example; parcels go to the porter.'],
    ['Urlaub', 'Ich bin bis Montag im Urlaub. Bestellungen und Pakete nimmt Herr Ott entgegen.'],
    ['Congés', "Je suis en congés jusqu'au 9. Si vous avez besoin d'une facture, écrivez à Luc."],
    ['Vacaciones', 'Estoy de vacaciones hasta el 9. Si necesita ayuda, llame a Luis.'],
    ['Assenza', 'Sono in ferie fino al 9. Per ordini e spedizioni scrivere a Luca.'],
    ['Отпуск', 'Я в отпуске до 9 ноября. Если вам нужна помощь, звоните.'],
  ])('is from a machine if it only refers the reader to others: %s: %s', (subject, text) => {
    expect(kindOf(subject, text)).toBe('auto_reply');
  });
});
