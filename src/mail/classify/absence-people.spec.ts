import { describe, expect, it } from '@jest/globals';
import { ANSWER, kindOf, SILENT } from './kind-of.fixture.js';

describe("a person's mail that has words of absences", () => {
  it.each([
    ['Ferienhaus 12', 'Ich bin nicht zufrieden mit dem Haus.'],
    ['Urlaub in Ihrem Hotel', 'Ich bin im Urlaub in Ihrem Hotel, und die Dusche tropft. Zimmer 12.'],
    [
      'Semesterticket',
      'Ich bin aktuell nicht mehr eingeschrieben, außerdem wurde ein Betrag von 12 Euro abgebucht.',
    ],
    ['Vacation rental 12', 'I am on vacation at your rental and there is no hot water.'],
    ['Takeaway order 12', "I'll be away from 5 pm, the takeaway order should be left at the door."],
    ['Vakantie ferie huisje', 'Ik ben niet blij met het huisje'],
    ['Feriebolig 12', 'Jeg er ikke blevet kontaktet'],
    ['Ferie', 'Jeg er ikke fornøyd med feriehuset.'],
    ['Semesterlägenhet', 'Jag är inte nöjd med rummet.'],
    ['Semester i er stuga', 'Jag är på semester i er stuga och duschen läcker.'],
    ['Vacances gâchées', 'Je suis actuellement client chez vous, la chambre est sale.'],
    ['Colis absent', 'Le colis est de retour le 3 mars dans votre entrepôt.'],
    ['Vacaciones', 'Estoy fuera de mi apartamento porque la llave no abre.'],
    ['Férias', 'Estou fora de mim com este quarto.'],
    ['Ferie rovinate', 'Sono fuori di me: la camera era sporca.'],
    ['Urlop', 'Jestem poza siecią, internet w pokoju nie działa.'],
    ['Dovolená', 'Jsem mimo pokoj, klíč neotvírá.'],
    ['Отпуск', 'Я в отпуске у вас, и душ течёт.'],
    ['不在票について', '昨日は不在のため受け取れませんでした。'],
    ['休假', '我想取消休假期间的订单。'],
    ['휴가 예약', '휴가 중에 사용할 객실을 예약했는데 확인이 안 됩니다.'],
    ['Diploma', 'Olen lomalla huomenna.'],
  ])('stays theirs: %s / %s', (subject, text) => {
    expect(kindOf(subject, text)).toBe('human');
  });

  it.each([
    'Ik ben van mening dat de factuur niet klopt.',
    'Jeg er ikke tilfreds',
    'Jag är inte nöjd',
    'Je suis actuellement en attente de ma facture.',
    'Le colis est de retour le 3 mars',
    'Ich bin heute wieder im Büro, die Lampe kann kommen.',
    'Ik ben vandaag weer op kantoor, de lamp kan komen.',
    'Je suis de retour au bureau, tout va bien.',
    'Estoy fuera de mi casa porque no abre la cerradura.',
    'Jestem poza siecią od wczoraj.',
    'Şu anda ofisteyim, kurye gelsin.',
    'I have limited access to my email account since the password reset.',
    'I am out of the office tomorrow, send the technician on Friday.',
    'I am away until Monday. Where is my order?',
    'Ich bin bis Montag im Urlaub. Wann kommt sie?',
    'Wann kommt sie?\n\nAm 03.03.26 um 09:00 schrieb Shop:\n> Ich bin bis Montag im Urlaub.',
    'Gut, danke.\n\nAm 03.03.26 um 09:00 schrieb Shop:\n> Ich bin bis Montag im Urlaub und melde mich dann.',
    'OK.\n\n-----Original Message-----\nFrom: Shop <support@our.example>\nSent: Tuesday, March 3, 2026 9:00 AM\nTo: Ann\nSubject: Lamp\n\nI am out of the office until Monday.',
  ])('stays theirs where their Exchange asks for silence: %s', (text) => {
    expect(kindOf('Order 12', text, SILENT)).toBe('human');
    expect(kindOf('RE: Order 12', text, SILENT, ANSWER)).toBe('human');
  });

  it.each([
    'Understood, thank you.\n\nFrom: Shop <support@our.example>\nSent: Tuesday, March 3, 2026 9:00 AM\nTo: Ann\nSubject: Order\n\nThis is an automatic reply. I am out of the office until Monday.',
    'Verstanden.\n\nVon: Shop <support@our.example>\nGesendet: Dienstag, 3. März 2026 09:00\nAn: Ann\nBetreff: Order\n\nDiese Nachricht wurde automatisch erstellt. Ich bin bis Montag nicht im Büro.',
  ])('stays theirs above a note that Outlook quotes: %s', (text) => {
    expect(kindOf('RE: Order', text, ANSWER)).toBe('human');
    expect(kindOf('RE: Order', text)).toBe('human');
  });
});

describe("a person's mail under a subject of machines", () => {
  it.each([
    ['Eingangsbestätigung', 'Bitte bestätigen Sie mir den Eingang meiner Kündigung'],
    ['Eingangsbestätigung: Lieferung 12', 'Hiermit bestätige ich den Eingang der Ware.'],
    ['Niet aanwezig', 'Ik was gisteren niet thuis, de koerier heeft niets achtergelaten.'],
    ['Außer Haus: Catering', 'Catering für 20 Personen am 3. Mai, Budget 500 Euro.'],
    ['Auto response', 'The auto response shows the old phone number.'],
    ['Out of office message', 'Since the update nothing happens when I switch it on.'],
    ['Mensaje automático', 'Vuestro sistema me manda esto cada hora desde ayer.'],
    ['Fuera de oficina', 'No se activa desde la última actualización.'],
    ['Fuori sede: consegna 12', 'La merce va al magazzino.'],
    ['不在通知', '不在通知が入っていました。明日ご連絡ください。'],
    ['Außer Haus: Catering', 'Das Angebot fehlt. Rufen Sie mich zurück.'],
  ])('stays theirs where the body does not say so too: %s / %s', (subject, text) => {
    expect(kindOf(subject, text)).toBe('human');
  });

  it.each([
    ['Vacation: villa 12', 'Perfect, book it.'],
    ['Absence: cours du 3 mai', "D'accord, c'est noté."],
    ['Abwesenheit: Klasse 3b', 'Die Liste liegt bei.'],
    ['Abwesenheit: Lieferung am 3. Mai', 'Passt, danke.'],
  ])('stays theirs as an answer: %s / %s', (subject, text) => {
    expect(kindOf(subject, text, ANSWER)).toBe('human');
  });

  it.each([
    ['Abbiamo ricevuto merce rotta', 'La lampada è rotta, come da foto.'],
    ['Hemos recibido su pedido roto', 'La lámpara está rota, ver foto.'],
    ['Recebemos a sua lâmpada errada', 'Veja a foto.'],
    ['Nous avons bien reçu le colis', 'Mais la lampe est cassée.'],
    ['AW: Ihre Anfrage wurde erstellt', 'Hier die Seriennummer 4711.'],
  ])('stays theirs where their Exchange asks for silence: %s', (subject, text) => {
    expect(kindOf(subject, text, SILENT)).toBe('human');
  });
});
