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
