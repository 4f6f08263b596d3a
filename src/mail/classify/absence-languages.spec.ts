import { describe, expect, it } from '@jest/globals';
import { aMail, type MailFixture } from '../reports/mail.fixture.js';
import { readReports } from '../reports/read-reports.js';
import { classifyMail } from './classify-mail.js';

const classify = (fixture: MailFixture) => {
  const mail = aMail(fixture);
  return classifyMail(mail, readReports(mail));
};

describe('an absence note without a header field that marks it', () => {
  it.each([
    ['Urlaub', 'Ich befinde mich derzeit im Urlaub und bin ab dem 16.11. wieder da.'],
    ['Congés', 'Actuellement en congés, je serai de retour le 16 novembre.'],
    ['Neprítomnosť', 'Dobrý deň,\n\nsom na dovolenke do 12. novembra.'],
    ['În concediu', 'Bună ziua,\n\nSunt în concediu până pe 12 noiembrie.'],
    ['Відпустка', 'Добрий день!\n\nЯ у відпустці до 12 листопада.'],
    ['Εκτός γραφείου', 'Θα απουσιάζω από το γραφείο έως τις 12 Νοεμβρίου.'],
    ['Отпуск', 'Здравейте,\n\nВ отпуск съм до 12 ноември.'],
    ['Godišnji odmor', 'Poštovani,\n\nna godišnjem sam odmoru do 12. studenoga.'],
    ['Odsotnost', 'Do 12. novembra sem na dopustu.'],
    ['Puhkus', 'Tere!\n\nOlen puhkusel kuni 12. novembrini.'],
    ['Atostogos', 'Sveiki,\n\natostogauju iki lapkričio 12 d.'],
    ['Atvaļinājums', 'Labdien!\n\nEsmu atvaļinājumā līdz 12. novembrim.'],
    ['خارج المكتب', 'مرحبا، أنا خارج المكتب حتى 12 نوفمبر.'],
    ['מחוץ למשרד', 'שלום, אני מחוץ למשרד עד 12 בנובמבר.'],
    ['Nghỉ phép', 'Tôi đang nghỉ phép đến ngày 12 tháng 11.'],
    ['Cuti', 'Saya sedang cuti sampai 12 November.'],
    ['ลาพักร้อน', 'ขณะนี้ฉันลาพักร้อนจนถึงวันที่ 12 พฤศจิกายน'],
    ["Fora de l'oficina", 'Estic de vacances fins al 12 de novembre.'],
  ])('is recognised in any language: %s', (subject, text) => {
    expect(classify({ subject, text })).toMatchObject({ kind: 'auto_reply' });
  });

  it.each([
    ['Out of office', 'I am out of the office next week, so could we meet on Monday?'],
    ['Out of office', 'Your out of office assistant does not work.'],
    ['On vacation', 'I will be on vacation from 1 May. Please deliver my parcel to my neighbour.'],
    ['Urlaub', 'Ich bin vom 1. bis 5. nicht im Büro, bitte liefern Sie an meine Kollegin.'],
    ['Vacances', 'Je suis absente en mai, veuillez reporter la livraison.'],
    ['Away', 'Please set my account on hold while I am away until March.'],
    ['About your out of office', 'You wrote "This is an automatic reply". Is anybody reading this?'],
  ])('is not recognised if a person wants something: %s / %s', (subject, text) => {
    expect(classify({ subject, text })).toEqual({ kind: 'human', reason: 'no_automatic_sign' });
  });

  it('may ask the reader, with "please" too, to write to others', () => {
    const text =
      'I am out of the office. Please contact Eve, or please send your mail to eve@customer.example.';
    expect(classify({ subject: 'Out of office', text })).toMatchObject({ kind: 'auto_reply' });
  });
});

describe('mail of a list', () => {
  it.each(['list-owner', 'list-help', 'x-beenthere'])('is recognised by %s alone', (name) => {
    expect(classify({ headers: { [name]: '<mailto:users@lists.example>' } })).toMatchObject({ kind: 'list' });
  });
});
