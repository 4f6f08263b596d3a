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
  ])('it is the recipient in: %s', (words) => {
    expect(told(words)).toMatchObject({ reason: 'user_unknown', severity: 'hard' });
  });
});
