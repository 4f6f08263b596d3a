import { describe, expect, it } from '@jest/globals';
import { aDsn } from './mail.fixture.js';
import { readReports } from './read-reports.js';

const told = (words: string) =>
  readReports(
    aDsn(
      `Final-Recipient: rfc822; joe@x.example\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 550 ${words}`,
    ),
  )[0];

describe('something else than the recipient is unknown, invalid or missing:', () => {
  it.each([
    ['IP address unknown', 'infrastructure'],
    ['Ihre IP-Adresse ist unbekannt', 'infrastructure'],
    ['Adresse IP inconnue', 'infrastructure'],
    ['Dirección IP no válida', 'infrastructure'],
    ['IP地址不存在反向解析', 'infrastructure'],
    ['Connecting host unknown', 'infrastructure'],
    ["Your mail server's name cannot be found", 'infrastructure'],
    ['Domain of your server has no MX', 'infrastructure'],
    ['mail.our.example does not exist in DNS', 'infrastructure'],
    ['Serveur inconnu', 'infrastructure'],
    ['Abgelehnt, unbekannter Server', 'infrastructure'],
    ['您的域名不存在', 'infrastructure'],
    ['IP name lookup failed [192.0.2.1]', 'infrastructure'],
    ['Return address unknown', 'sender_rejected'],
    ['Reply-To address does not exist', 'sender_rejected'],
    ['Your account is not registered for sending', 'sender_rejected'],
    ['Authentication failed: unknown user', 'sender_rejected'],
    ['Your account does not exist on this relay', 'sender_rejected'],
    ['your address is unknown here', 'sender_rejected'],
    ['Sending user unknown', 'sender_rejected'],
    ['Domain our.example not found (sender)', 'sender_rejected'],
    ['No MX for sender domain', 'sender_rejected'],
    ['Authentication: invalid user or password', 'sender_rejected'],
    ['Recipient not found in your allowed list', 'sender_rejected'],
    ['Server not found in list of allowed senders', 'sender_rejected'],
    ["L'adresse d'expédition n'existe pas", 'sender_rejected'],
    ['Invalid address header in the message', 'content_rejected'],
    ['Konto vorübergehend nicht gefunden', 'system_error'],
    ['Compte temporairement introuvable', 'system_error'],
    ['Invalid address in header', 'content_rejected'],
    ['The mail contains an invalid recipient header', 'content_rejected'],
    ["The mailbox doesn't have enough room", 'mailbox_full'],
    ['mailbox does not accept messages larger than 1 MB', 'message_too_large'],
    ['User does not accept mail from strangers', 'filtered'],
    ['Mailbox temporarily not found due to maintenance', 'system_error'],
    ['internal: mailbox database not found', 'system_error'],
    ['Unbekannter Fehler', 'system_error'],
    ['Erreur inconnue', 'system_error'],
    ['Zustellung fehlgeschlagen, Grund unbekannt', 'system_error'],
    ['Fehlgeschlagen aus unbekannten Gründen', 'system_error'],
    ['Cause inconnue', 'system_error'],
    ['Motivo: desconocido', 'system_error'],
    ['Causa sconosciuta', 'system_error'],
    ['Reden onbekend', 'system_error'],
    ['Причина неизвестна', 'system_error'],
    ['El mensaje no existe', 'content_rejected'],
    ['<joe@x.example>: unverified address: Address verification in progress', 'system_error'],
    ['unverified address: connect to mx.x.example[192.0.2.1]:25: Connection timed out', 'system_error'],
    ['User not allowed to receive from unknown users', 'filtered'],
    ['Empfängt nicht von unbekannten Benutzern', 'filtered'],
    ["Refuse les messages d'utilisateurs inconnus", 'filtered'],
    ['No acepta mensajes de usuarios desconocidos', 'filtered'],
    ['Пользователь не принимает письма от неизвестных адресов', 'filtered'],
    ['address not found in your contact list', 'sender_rejected'],
    ["address not found in the recipient's contacts", 'sender_rejected'],
    ['Adresse nicht in der Kontaktliste gefunden', 'sender_rejected'],
    ['Adresse introuvable dans la liste de contacts', 'sender_rejected'],
    ['El usuario no existe en la lista de contactos', 'sender_rejected'],
    ['Joe is on vacation and does not accept messages', 'suspended'],
    ['Mailbox does not accept messages at the moment', 'suspended'],
    ['The user does not currently accept mail', 'suspended'],
    ['Empfänger ist im Urlaub und nicht bekannt zu geben', 'suspended'],
    ["L'utilisateur est en vacances, adresse inconnue", 'suspended'],
    ['No MX for your domain', 'sender_rejected'],
    ['Your domain has no MX', 'sender_rejected'],
    ['Votre adresse est inconnue', 'sender_rejected'],
    ['Ihre Adresse ist unbekannt', 'sender_rejected'],
    ['Su dirección no existe en nuestra lista', 'sender_rejected'],
    ['Il vostro indirizzo non esiste', 'sender_rejected'],
    ['Seu endereço não existe', 'sender_rejected'],
    ['Uw adres is onbekend', 'sender_rejected'],
    ['Din adress är okänd', 'sender_rejected'],
    ['Din adresse er ukendt', 'sender_rejected'],
    ['Twój adres jest nieznany', 'sender_rejected'],
    ['Vaše adresa neexistuje', 'sender_rejected'],
    ['Ваш адрес не существует', 'sender_rejected'],
    ['您的地址不存在', 'sender_rejected'],
    ['あなたのアドレスが存在しません', 'sender_rejected'],
    ['귀하의 주소를 찾을 수 없습니다', 'sender_rejected'],
  ])('%s', (words, reason) => {
    expect(told(words)).toMatchObject({ reason, severity: 'soft' });
  });

  it.each([
    'The address of this user is unknown',
    'Mailbox not found in directory',
    'The name of this user is not found',
    'Address unknown',
    'Grund: Empfänger unbekannt',
    'Fehler: unbekannter Benutzer',
    'Erreur : utilisateur inconnu',
    'Causa: utente sconosciuto',
    'Motif : utilisateur inconnu',
    'The address that your mail was sent to does not exist',
    'Invalid user in your recipient list',
    'El usuario no existe. Error no temporal',
    '<joe@x.example>: undeliverable address: host mx.x.example[192.0.2.1] said: 550 5.1.1 User unknown',
    'unverified address: host mx.x.example[192.0.2.1] said: 550 5.1.1 User unknown',
    'User unknown, get in contact with the recipient',
    'Die von Ihnen angegebene Adresse ist unbekannt',
    "L'adresse de votre destinataire est inconnue",
    'Ihre Nachricht: Empfänger unbekannt',
    'Votre correspondant est inconnu',
    'User not listed in public Name & Address Book',
    '您的邮件被退回：收件人地址不存在',
  ])('it is the recipient in: %s', (words) => {
    expect(told(words)).toMatchObject({ reason: 'user_unknown', severity: 'hard' });
  });
});

describe('an address in the words of a refusal', () => {
  it.each([
    'Account for support@our.example not found',
    '<support@our.example>: address not found',
    'User support@our.example unknown',
    'No such user: Support@OUR.example',
    'The domain our.example is unknown',
    'Domain our.example not found',
    'Unknown domain our.example',
  ])('may be ours: %s', (words) => {
    expect(told(words)).toMatchObject({ reason: 'sender_rejected', severity: 'soft' });
  });

  it.each([
    'Account for joe@x.example not found',
    'User unknown: mail from support@our.example to joe@x.example',
    'support@our.example: joe@x.example: no such user',
    'Message from support@our.example refused: no such user',
  ])('may be ours beside what is said of the recipient: %s', (words) => {
    expect(told(words)).toMatchObject({ reason: 'user_unknown', severity: 'hard' });
  });

  it.each(['The domain x.example is unknown', 'Domain x.example not found'])(
    'may be the domain of the recipient: %s',
    (words) => {
      expect(told(words)).toMatchObject({ reason: 'host_unknown', severity: 'hard' });
    },
  );

  it('may be of our own domain and yet unknown', () => {
    const status =
      'Final-Recipient: rfc822; joe@our.example\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 550 Domain our.example not found';
    expect(readReports(aDsn(status))).toMatchObject([{ reason: 'host_unknown', severity: 'hard' }]);
  });
});
