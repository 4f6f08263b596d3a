import { describe, expect, it } from '@jest/globals';

import { readMail } from '../read-mail.js';

/** The reply of a plain mail from this sender. */
function replyOf(body: string, from = 'Ann Lee <ann@example.com>'): string {
  const raw = `From: ${from}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${body.replaceAll('\n', '\r\n')}`;
  return readMail(Buffer.from(raw), { attachmentUrl: String }).reply.replyText;
}

describe('words below thanks', () => {
  it.each<[string, string]>([
    ['English', 'Thanks\nCall back'],
    ['English, small', 'thanks\nrefund'],
    ['English, with please', 'Thanks\nPlease delete'],
    ['English, behind a comma', 'Thanks, please delete'],
    ['German', 'Danke\nBitte löschen'],
    ['German, the verb last', 'Vielen Dank\nKonto löschen'],
    ['German, behind a comma', 'Danke, bitte löschen'],
    ['French', 'Merci\nRemboursez-moi'],
    ['Spanish', 'Gracias\nReembolsar'],
    ['Spanish, with a pronoun', 'Muchas gracias\nLlámenme'],
    ['Italian', 'Grazie\nRimborsatemi'],
    ['Portuguese', 'Obrigado\nDevolvam o dinheiro'],
    ['Dutch', 'Bedankt\nGraag terugbellen'],
    ['Swedish', 'Tack\nAvboka'],
    ['Danish', 'Tak\nSlet kontoen'],
    ['Norwegian', 'Takk\nVennligst slett'],
    ['Finnish', 'Kiitos\nPeruuttakaa tilaus'],
    ['Polish', 'Dziękuję\nProszę usunąć'],
    ['Czech', 'Děkuji\nZrušte to'],
    ['Russian', 'Спасибо\nПерезвоните'],
    ['Ukrainian', 'Дякую\nПоверніть гроші'],
    ['Turkish', 'Teşekkürler\nİptal edin'],
    ['what is wrong', 'Thanks\nLamp broken'],
  ])('stay in the reply, %s', (_, words) => {
    expect(replyOf(`My account is wrong.\n\n${words}`)).toBe(`My account is wrong.\n\n${words}`);
  });

  it('stay in the reply below regards', () => {
    const body = 'My account is wrong.\n\nKind regards\nPlease delete';
    expect(replyOf(body)).toBe(body);
  });

  it.each<[string, string, string]>([
    ["the sender's name", 'Thanks\nAnn', 'Ann Lee <ann@example.com>'],
    ["the sender's name, small", 'Thanks\nAnn lee', 'Ann Lee <ann@example.com>'],
    ['a name that only the address holds', 'Thanks\nAnn lee', 'ann.lee@example.com'],
    ['a short form', 'Thanks,\nBob', 'Robert Lee <rlee@example.com>'],
    ['another name', 'Danke\nEva Berger', 'info@example.com'],
    ['a name of two words from a particle', 'Merci\nJean de Ville', 'info@example.com'],
    ['a team', 'Thanks,\nThe team', 'Example <info@example.com>'],
    ['a desk', 'Thanks,\nHelp Desk', 'Example <info@example.com>'],
    ['a sender with the name of a request', 'Thanks,\nArmin Ring', 'Armin Ring <a@example.com>'],
    ['a sender with one name of a request', 'Thanks,\nring', 'Armin Ring <a@example.com>'],
    ['a sender in another script', '谢谢\n王伟', '王伟 <wang@example.com>'],
    ['a name on the line', 'Thanks, Ann', 'Ann Lee <ann@example.com>'],
  ])('are a signature if they are %s', (_, words, from) => {
    expect(replyOf(`My account is wrong.\n\n${words}`, from)).toBe('My account is wrong.');
  });
});

describe('a paragraph below the name', () => {
  it.each<[string, string]>([
    ['a bank account', 'IBAN: DE02 1203 0000 0000 2020 51\nBIC: BYLADEM1001'],
    ['an order number', 'Order number: 4711'],
    ['an order number and an account', 'Order number: 4711-0815\nIBAN: DE02 1203 0000 0000 2020 51'],
    ['a number, German', 'Kundennummer: 4711'],
    ['a number, French', 'Numéro de commande : 4711'],
    ['a number, Polish', 'Numer zamówienia: 4711'],
    ['a number, Russian', 'Номер заказа: 4711'],
    ['a number, Japanese', '注文番号：4711'],
    ['a user name', 'Username: annlee42'],
    ['a serial number and a model', 'Serial number: SN-12345\nModel: L500'],
    ['what is attached', 'Attached: invoice 12, photo of the lamp'],
    ['a number of guests', '2 adults, 1 child\n3 May - 9 May'],
    ['a number of guests, German', '2 Erwachsene, 1 Kind'],
    ['a date', 'Fr 6.3. 14 Uhr'],
    ['an order', 'Order 4711'],
    ['words that start small', 'and the table too'],
    ['words that start small, German', 'und der Tisch auch'],
    ['words that start small, without "and"', 'the table is broken'],
  ])('stays in the reply: %s', (_, paragraph) => {
    const body = `The lamp is broken.\n\nKind regards\nAnn Lee\n\n${paragraph}`;
    expect(replyOf(body)).toBe(body);
  });

  it('stays in the reply below a telephone number', () => {
    const body = 'Where is it?\n\nKind regards\nAnn Lee\n+49 30 1234567\n\nOrder number: 4711';
    expect(replyOf(body)).toBe(body);
  });

  it('stays in the reply without a name', () => {
    const body = 'Where is it?\n\nKind regards\n\nOrder number: 4711';
    expect(replyOf(body)).toBe(body);
  });

  it.each<[string, string]>([
    ['a telephone number', 'Tel.: 030 1234567'],
    ['a telephone number without a label', '+49 30 1234567'],
    ['a telephone number with another label', 'Berlin: +49 30 1234567'],
    ['a page', 'Our shop: www.example.com'],
    ['a street', 'Am Ring 1\n12345 Ort'],
    ['a street, English', '123 Main Street\nSpringfield, IL 62704'],
    ['a street, French', '5 rue Haute\n75001 Paris'],
    ['a street, Spanish', 'Calle Mayor 5, 3º'],
    ['a town', '12345 Berlin'],
    ['a town, Polish', '00-950 Warszawa'],
    ['a floor', '3rd floor, Example House'],
    ['an address, Japanese', '東京都千代田区1-2-3'],
    ['a label of a card, Japanese', '電話番号：1234'],
    ['a register', 'HRB 12345, Amtsgericht Ort'],
    ['a register with a label', 'VAT No.: GB123456789'],
    ['hours', 'Office hours: Mon-Fri 9-17'],
    ['pronouns', 'Pronouns: she/her'],
    ['a part of a firm', 'part of Example Ltd'],
    ['a title in small letters', 'sales manager'],
    ['an address in small letters', 'ann@example.com'],
    ['a card with a label of its own', 'Team: Lamps\n+49 30 1234567'],
    ['a firm', 'Example Ltd\nLamps and more'],
    ['a motto', '"make it simple and keep it so"'],
  ])('is part of the signature: %s', (_, paragraph) => {
    expect(replyOf(`The lamp is broken.\n\nKind regards\nAnn Lee\n\n${paragraph}`)).toBe(
      'The lamp is broken.',
    );
  });
});

const DELIVER = 'Deliver it to my neighbour please.';

describe('a visiting card at the end', () => {
  it.each<[string, string, string]>([
    ['another name', 'Eva Berger\n+49 30 1234567\nwww.eva.example', 'Ann Lee <ann@example.com>'],
    ['another name and address', 'Eva Berger\neva@example.net\n+49 30 1234567', 'Ann Lee <ann@example.com>'],
    ['a colleague', 'Eva Berger\neva@example.com\nwww.example.com', 'Ann Lee <ann@example.com>'],
    ['the same title', 'Dr. Eva Berger\n+49 30 1234567\nwww.eva.example', 'Dr. Ann Lee <ann@example.com>'],
    ['the same particle', 'Eva van Berg\n+49 30 1234567\nwww.eva.example', 'Ann van Lee <ann@example.com>'],
  ])('stays in the reply if it has %s', (_, card, from) => {
    expect(replyOf(`${DELIVER}\n\n${card}`, from)).toBe(`${DELIVER}\n\n${card}`);
  });

  it.each<[string, string, string]>([
    ["the sender's name", 'Ann Lee\n+49 30 1234567\nwww.lamps.example', 'Ann Lee <a@example.net>'],
    ['one of the names', 'Ann Lee-Berger\n+49 30 1234567\nwww.lamps.example', 'Lee, A. <a@example.net>'],
    ['a name from the address', 'Ann Lee\n+49 30 1234567\nwww.lamps.example', 'ann.lee@example.net'],
    [
      "the sender's name with accents",
      'Anne Müller\n+49 30 1234567\nwww.lamps.example',
      'A. Muller <a@example.net>',
    ],
    ["the sender's address", 'Eva Berger\ninfo@example.com\n+49 30 1234567', 'Example <info@example.com>'],
    ["the sender's page", 'Eva Berger\nwww.example.com\n+49 30 1234567', 'Example Shop <info@example.com>'],
  ])('is the signature if it has %s', (_, card, from) => {
    expect(replyOf(`${DELIVER}\n\n${card}`, from)).toBe(DELIVER);
  });

  it('is the signature of a sender whose name is one word, as those of shops and roles are', () => {
    expect(
      replyOf('It arrived.\n\nEva Berger\nwww.eva.example\n+49 30 1234567', 'Support <support@example.com>'),
    ).toBe('It arrived.');
    expect(replyOf('It arrived.\n\nEva Berger\nvia mobile', 'Support <support@example.com>')).toBe(
      'It arrived.',
    );
  });

  it('is the signature if nothing is known of the sender', () => {
    expect(replyOf(`${DELIVER}\n\nEva Berger\nwww.example.com\n+49 30 1234567`, '')).toBe(DELIVER);
  });

  it("takes only the writer's name above a phone's line for a signature", () => {
    expect(replyOf(`${DELIVER}\n\nEva Berger\nSent from my iPhone`)).toBe(`${DELIVER}\n\nEva Berger`);
    expect(replyOf(`${DELIVER}\n\nAnn Lee\nSent from my iPhone`)).toBe(DELIVER);
  });
});
