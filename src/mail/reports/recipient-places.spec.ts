import { describe, expect, it } from '@jest/globals';
import { aNotice } from './mail.fixture.js';
import { readReports } from './read-reports.js';

const reported = (text: string, subject: string) =>
  readReports(aNotice(text, { to: 'bounces+1@our.example', subject }));

describe('the recipient of a notice', () => {
  it.each([
    ['Unzustellbar', 'Von: Shop <shop@our.example>\nAn: joe@x.example\nBetreff: Hallo\nEmpfänger unbekannt'],
    ['Non remis', 'De : shop@our.example\nÀ : joe@x.example\nUtilisateur inconnu'],
    ['No entregado', 'De: shop@our.example\nPara: joe@x.example\nEl usuario no existe'],
    ['Mancato recapito', 'Da: shop@our.example\nA: joe@x.example\nUtente sconosciuto'],
    ['Onbestelbaar', 'Van: shop@our.example\nAan: joe@x.example\nGebruiker onbekend'],
    ['Kan inte levereras', 'Från: shop@our.example\nTill: joe@x.example\nOkänd mottagare'],
    ['Не доставлено', 'От: shop@our.example\nКому: joe@x.example\nПользователь не найден'],
    ['Undeliverable', 'Return address shop@our.example\nIntended for joe@x.example\n\nUser unknown'],
    ['Undeliverable', 'Message-ID: <a1@our.example>\nIntended for joe@x.example\n\nUser unknown'],
    ['Undeliverable', 'Mail to joe@x.example failed: user unknown. Reply-To: noc@x.example'],
  ])('is not the sender of the mail: %s, %s', (subject, text) => {
    expect(reported(text, subject)).toMatchObject([{ recipient: 'joe@x.example', severity: 'hard' }]);
  });

  it.each([
    ['Undeliverable', 'joe@x.example no longer works here. Please use eva@x.example instead.'],
    ['Undeliverable', 'joe@x.example: user has moved. New address: joe@new.example'],
    ['Undeliverable', 'joe@x.example has moved to joe@new.example'],
    ['Undeliverable', 'joe@x.example does not exist.\n\nWrite to eva@x.example from now on.'],
    ['Unzustellbar', 'joe@x.example existiert nicht mehr. Neue Adresse: joe@new.example'],
    ['Non remis', "joe@x.example n'existe plus. Veuillez utiliser eva@x.example."],
    ['No entregado', 'joe@x.example no existe. Nueva dirección: joe@new.example'],
    ['Onbestelbaar', 'joe@x.example bestaat niet. Nieuw adres: joe@new.example'],
    ['配信不能', 'joe@x.example は存在しません。新しいアドレス：joe@new.example'],
  ])('is not the address to use from now on: %s, %s', (subject, text) => {
    expect(reported(text, subject)).toMatchObject([{ recipient: 'joe@x.example', severity: 'hard' }]);
  });

  it.each([
    'Please try again later to send to joe@x.example: no such user',
    'No server can be reached for joe@x.example: unknown domain',
    'Gebruiker onbekend: joe@x.example',
  ])("may follow words that look like such an address's: %s", (text) => {
    expect(reported(text, 'Undeliverable')).toMatchObject([{ recipient: 'joe@x.example' }]);
  });

  it('is not in a copy of the mail that is set off by other lines', () => {
    const text =
      '|---- Failed addresses follow: ----|\n <joe@x.example> ... unknown user\n|---- Message text follows: ----|\nTo: list@other.example';
    expect(reported(text, 'Undeliverable')).toMatchObject([{ recipient: 'joe@x.example', severity: 'hard' }]);
  });

  it.each([
    ['Unzustellbar', 'An joe@x.example nicht zugestellt. Empfänger unbekannt.\n\nFragen an hilfe@x.example.'],
    ['Non remis', 'Utilisateur inconnu : joe@x.example\n\nÉcrivez à aide@x.example.'],
    ['No entregado', 'Usuario desconocido, joe@x.example\n\nDudas: escriba a ayuda@x.example.'],
    [
      '配信不能',
      'joe@x.example へのメールを配信できません。宛先不明。\n\nお問い合わせは help@x.example まで。',
    ],
    ['退信', '发给 joe@x.example 的邮件被退回：用户不存在。\n\n请联系 help@x.example。'],
  ])('is not the address to ask for help: %s, %s', (subject, text) => {
    expect(reported(text, subject)).toMatchObject([{ recipient: 'joe@x.example', severity: 'hard' }]);
  });
});
