import { describe, expect, it } from '@jest/globals';
import { cpuMsOf } from '../cpu-time.fixture.js';
import { extractReply } from './extract-reply.js';

const extract = (text: string) => extractReply({ text, html: null, subject: 'Order 7' });

describe('extractReply leaves words about a mail in the reply', () => {
  it.each<string>([
    'Hello,\n\nThis message appears in the test environment: code 12.',
    'Hello,\n\nI cannot pay.\n\nThis message appears in the test environment before printing: code 12.',
    'Hello,\n\nThis message is confidential.\n\nYour driver insulted me on Monday.\n\nI want an apology.',
    'Hello,\n\nthe parcel is gone.\n\nThis message is confidential: your driver insulted me.',
    'Hello,\n\nit came today.\n\nThis email contains confidential data of another customer.',
    'Hello,\n\nmy old number was wrong.\n\nThis message was sent by mistake, please delete it.',
    'Hello,\n\nI left in May.\n\nThis e-mail is my request to delete the message history and all confidential data.',
    'Hello,\n\nPrivileged members get 10 percent, the environment bonus is missing on bill 12.',
    'Hello,\n\nI left in May.\n\nThis message is only for the owner: delete the email address bob@x.example.',
    'Hallo,\n\nes klemmt.\n\nDiese Nachricht ist nur für den Chef: bitte löschen Sie die E-Mail-Adresse bob@x.example.',
    'Hola,\n\nno llegó.\n\nEste mensaje va dirigido al gerente: eliminen el correo del pedido, por favor.',
    'Guten Tag,\n\ndiese Nachricht ist vertraulich: Ihr Fahrer hat mich beleidigt.',
    'Hallo,\nmein Paket ist weg.\n\nBitte prüfen Sie den Empfänger auf dem Label, ich bin umgezogen.',
    'Hallo,\nmein Paket ist weg.\n\nBitte prüfen Sie den Empfänger auf dem Label.',
    'Guten Tag,\n\ndas kam heute.\n\nDiese Mail enthält vertrauliche Daten eines anderen Kunden.',
    'Guten Tag,\n\ndie in dieser E-Mail genannten Daten sind vertraulich. Meine Kontonummer lautet 4711.',
    'Bonjour,\n\nma commande manque.\n\nCe message est confidentiel : votre livreur est un voleur.',
    "Bonjour,\n\nje n'ai rien reçu.\n\nLes informations contenues sur le colis : le destinataire est faux.",
    'Hola,\n\nno llegó nada.\n\nEste mensaje es confidencial: su repartidor es un ladrón.',
    'Hola,\n\nno llegó nada.\n\nEste correo llegó al destinatario equivocado en el ambiente de prueba.',
    'Buongiorno,\n\nil pacco manca.\n\nQuesto messaggio è riservato: il corriere ha mentito.',
    'Buongiorno,\n\nil pacco manca.\n\nQuesto documento indica un destinatario sbagliato.',
    'Olá,\n\nnada chegou.\n\nEsta mensagem é confidencial: o entregador mentiu.',
    'Olá,\n\nnada chegou.\n\nEste e-mail aparece no ambiente de testes.',
    'Dag,\n\nhet pakket is weg.\n\nDit bericht is vertrouwelijk: de koerier heeft gelogen.',
    'Dzień dobry,\n\npaczki nie ma.\n\nTa wiadomość jest poufna: kurier kłamał.',
    'Hej,\n\npaketet är borta.\n\nDetta meddelande är konfidentiellt: föraren ljög.',
    'Hej,\n\npakken er væk.\n\nDenne mail er fortrolig: chaufføren løj.',
    'Hei,\n\npakken er borte.\n\nDenne e-posten er fortrolig: sjåføren løy.',
    'Hei,\n\npaketti katosi.\n\nTämä viesti on luottamuksellinen: kuljettaja valehteli.',
    'Dobrý den,\n\nbalík chybí.\n\nTato zpráva je důvěrná: řidič lhal.',
    'Здравствуйте,\n\nпосылки нет.\n\nЭто сообщение конфиденциально: курьер солгал.',
    'Hello,\n\nThis e-mail is confidential and intended solely for your head of sales.',
    'Ann here.\n\nThis e-mail is confidential and intended solely for the addressee.\n\nPlease call me about the lamp.',
  ])('%#', (text) => {
    expect(extract(text)).toMatchObject({ replyText: text, signature: '' });
  });
});

describe('extractReply cuts off a notice', () => {
  it.each<string>([
    'This message may contain confidential information.',
    'This e-mail and any attachments are confidential.',
    'The information contained in this e-mail is confidential.',
    'This message is intended only for the addressee. If you have received it in error, please delete it.',
    'CONFIDENTIALITY NOTICE: This email is intended solely for the named recipient.',
    'Confidentiality notice\n\nThis communication is privileged. Any disclosure or copying is prohibited.',
    'Please consider the environment before printing this e-mail.',
    'Think before you print: save a tree.',
    'Diese E-Mail enthält vertrauliche und/oder rechtlich geschützte Informationen.',
    'Diese Nachricht ist ausschließlich für den Adressaten bestimmt. Sollten Sie nicht der richtige Empfänger sein, vernichten Sie diese Mail.',
    'Bitte denken Sie an die Umwelt, bevor Sie diese E-Mail ausdrucken.',
    'Bitte prüfen Sie der Umwelt zuliebe, ob der Ausdruck dieser Mail erforderlich ist.',
    "Ce message est confidentiel et destiné exclusivement à son destinataire. Si vous l'avez reçu par erreur, supprimez-le.",
    'Ce courriel peut contenir des informations confidentielles. Toute diffusion non autorisée est interdite.',
    "Pensez à l'environnement avant d'imprimer ce message.",
    'Este mensaje es confidencial y va dirigido únicamente a su destinatario. Si lo ha recibido por error, elimine este correo.',
    'Antes de imprimir este mensaje, piense en el medio ambiente.',
    'Questo messaggio è riservato e destinato esclusivamente al destinatario. Se lo avete ricevuto per errore, avvisate il mittente.',
    "Prima di stampare questa mail, pensa all'ambiente.",
    'Esta mensagem é confidencial e destina-se apenas ao seu destinatário. Se a recebeu por engano, avise o remetente.',
    'Antes de imprimir, pense no meio ambiente.',
    'Dit bericht is uitsluitend bestemd voor de geadresseerde. Indien u dit bericht ten onrechte ontvangt, verwijder dan het bericht.',
    'Deze e-mail kan vertrouwelijke informatie bevatten.',
    'Ta wiadomość jest poufna i przeznaczona wyłącznie dla adresata. Jeśli otrzymali ją Państwo omyłkowo, prosimy o usunięcie wiadomości.',
    'Detta meddelande är konfidentiellt och endast avsett för mottagaren. Om du fått det av misstag, radera meddelandet.',
    'Denne e-mail er fortrolig og kun bestemt til den rette modtager. Hvis du har modtaget den ved en fejl, bedes du slette mailen.',
    'Denne e-posten er fortrolig og kun ment for rette mottaker. Hvis du har mottatt den ved en feil, vennligst slett meldingen.',
    'Tämä viesti on luottamuksellinen ja tarkoitettu vain vastaanottajalle. Jos sait sen erehdyksessä, poista viesti.',
    'Tato zpráva je důvěrná a určena výhradně adresátovi. Pokud jste ji obdrželi omylem, smažte zprávu.',
    'Это сообщение конфиденциально и предназначено только для адресата. Если вы получили его по ошибке, удалите письмо.',
  ])('%#', (notice) => {
    const text = `The lamp hums.\n\n${notice}`;
    expect(extract(text)).toMatchObject({ replyText: 'The lamp hums.', signature: notice });
  });

  it.each<[string, string]>([
    [
      'with small print and the data of the company below',
      [
        'This e-mail is confidential and intended solely for the addressee.',
        'If you have received this e-mail in error, please notify the sender and delete it.',
        'Any views are those of the author and not necessarily those of Example Ltd.',
        'We accept no liability for viruses.',
        'Thank you for your cooperation.',
        'Example Ltd, 1 Main Street, London | Registered in England No 1234567',
        '[cid:logo.png]',
        'https://www.example.com/privacy',
        'Do you need to print this? Please consider the environment before printing it!',
      ].join('\n\n'),
    ],
    [
      'in two languages',
      'Diese E-Mail kann vertrauliche Informationen enthalten.\nUnbefugte Weitergabe ist untersagt.\n\nThis e-mail may contain confidential information. Unauthorised disclosure is prohibited.',
    ],
  ])('%s', (_, notice) => {
    expect(extract(`The lamp hums.\n\n${notice}`)).toMatchObject({ replyText: 'The lamp hums.' });
  });

  it('of a single mark below a signature', () => {
    const { replyText } = extract('The lamp hums.\n\nKind regards\nAnn Lee\n\nThis e-mail is confidential.');
    expect(replyText).toBe('The lamp hums.');
  });

  it.each(['This e-mail is confidential. If you are a not the ', 'für destinataire si vous se '])(
    'in linear time from a long line of %p',
    (piece) => {
      const text = `Hello there\n\nThis e-mail ${piece.repeat(20_000)}`;
      expect(cpuMsOf(() => extract(text))).toBeLessThan(2_000);
    },
  );
});
