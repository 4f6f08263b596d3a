import { describe, expect, it } from '@jest/globals';
import { aDsn, aMail, aNotice } from './mail.fixture.js';
import { readReports } from './read-reports.js';

const told = (words: string, recipient = 'joe@x.example') =>
  readReports(
    aDsn(
      `Final-Recipient: rfc822; ${recipient}\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; ${words}`,
    ),
  )[0];
const reported = (text: string) => readReports(aNotice(text, { subject: 'failure notice' }))[0];

describe('a refusal means the same', () => {
  it.each([
    ['whatever the address says', '550 <full.spam@quota-blocked.example>: user unknown', 'user_unknown'],
    [
      'whatever the host is called',
      'host mx.antispam.example[192.0.2.1] said: 550 user unknown',
      'user_unknown',
    ],
    ['whatever the IP address looks like', '452 mx.x.example [85.1.2.9]: try later', 'system_error'],
    ['with the code in each of its lines', '550-5.1.1 The mailbox\n 550 5.1.1 is full', 'mailbox_full'],
    [
      'with the step behind it',
      'host mx.x.example[192.0.2.1] said: 550 Recipient address rejected. (in reply to RCPT TO command)',
      'user_unknown',
    ],
    [
      'behind what the reporting system says',
      'The server has answered: 550 Address rejected.',
      'user_unknown',
    ],
    [
      'behind a guess, wherever that stands',
      "The reason: 5.1.0 - Unknown address error 550-'5.7.1 spam'",
      'spam',
    ],
    ['by its code alone', '551 Sorry', 'has_moved'],
  ])('%s', (_how, words, reason) => {
    expect(told(words)?.reason).toBe(reason);
  });

  it('when another server was asked about the sender', () => {
    const words =
      'Sender address rejected: undeliverable address: host mx.our.example[192.0.2.1] said: 550 no such user';
    expect(told(words)).toMatchObject({ reason: 'sender_rejected', severity: 'soft' });
  });

  it.each([
    ['550 Le destinataire refuse les messages de ce serveur', 'soft'],
    ['554 5.4.14 Hop count exceeded - possible mail loop', 'soft'],
    ['552 La boite du destinataire est pleine', 'soft'],
    ['550 Destinataire introuvable', 'hard'],
    ['550 Kein Postfach mit diesem Namen vorhanden', 'hard'],
    ['550 Несуществующий адрес', 'hard'],
    ['550 Böyle bir kullanıcı yok', 'hard'],
    ["550 I don't know that user", 'hard'],
    ['550 Account deleted by user', 'hard'],
    ['550 No account for joe', 'hard'],
    ['553 mail.x.example does not exist', 'hard'],
    ['550 Nieprawidlowy odbiorca', 'hard'],
    ['550 Uzivatel nenalezen', 'hard'],
    ['550 Direccion no valida', 'hard'],
    ['550 Usuario nao encontrado', 'hard'],
    ['550 Gecersiz alici', 'hard'],
    ['550 Ungueltige Adresse', 'hard'],
    ['550 Okand anvandare', 'hard'],
    ['550 Пользователь не зарегистрирован', 'hard'],
    ['550 등록되지 않은 사용자', 'hard'],
    ['550 I cannot deliver mail for joe@x.example', 'hard'],
    ['552 Buzon lleno', 'soft'],
    ['550 Absender ungueltig', 'soft'],
    ['550 Remetente nao existe', 'soft'],
    ['550 sender: no such user', 'soft'],
  ])('in other words: %s', (words, severity) => {
    expect(told(words)?.severity).toBe(severity);
  });
});

describe('a notice means the same', () => {
  it("when the reply stands below the reporting system's own words", () => {
    const text =
      'Your message could not be delivered to bob@gone.example because the remote server refused it.\n\nThe response was:\n\n550 5.1.1 User unknown';
    expect(reported(text)).toMatchObject({
      status: '5.1.1',
      severity: 'hard',
      diagnosticCode: '550 5.1.1 User unknown',
    });
  });

  it('when the reply stands above its recipient', () => {
    const text =
      'The destination server refused your message.\nThe error was: 550 User unknown\n\nRecipient: <bob@gone.example>\n\nReply to help@mx.example.';
    expect(reported(text)).toMatchObject({ recipient: 'bob@gone.example', severity: 'hard' });
  });

  it('when only the reply says so, not the subject', () => {
    const text = 'El servidor respondió:\n\n<bob@gone.example>: 550 5.1.1 desconocido';
    expect(readReports(aNotice(text, { subject: 'Aviso' }))[0]).toMatchObject({
      recipient: 'bob@gone.example',
    });
  });

  it('when a mailer-daemon gives a reason and nothing else', () => {
    const text = 'We write to tell you that the mailbox of this group is full.';
    const embedded = 'To: bob@lists.example\r\nMessage-ID: <sent-1@our.example>\r\n\r\nHello';
    expect(readReports(aNotice(text, { subject: 'Hello', embedded }))).toMatchObject([
      { recipient: 'bob@lists.example', reason: 'mailbox_full' },
    ]);
  });

  it.each([
    'Niet te bestellen: Hallo',
    'Rückläufer: Ihre E-Mail',
    'Your mail could not be sent',
    'Echec de la remise',
    'Nao entregue: Ola',
    'Nedorucitelne: Ahoj',
  ])('with another subject: %s', (subject) => {
    const mail = aMail({ from: 'no-reply@mx.example', subject, text: '<bob@gone.example>: user unknown' });
    expect(readReports(mail)).toMatchObject([{ recipient: 'bob@gone.example', severity: 'hard' }]);
  });

  it('with an indented copy of the header', () => {
    const text =
      'Message could not be delivered to mobile.\nError: No valid recipients\n\n  Original Message:\n  From: ann@our.example\n  To: bob@phone.example\n  Subject: Hi';
    expect(reported(text)?.recipient).toBe('bob@phone.example');
  });

  it('in HTML with links and spans', () => {
    const html =
      '<style>p{color:red}</style><div><span>&lt;<a href="mailto:bob@gone.example">bob@gone.example</a>&gt;:</span></div><div><b>550</b> 5.1.1 User unknown</div>';
    expect(
      readReports(aMail({ from: 'MAILER-DAEMON@mx.example', subject: 'Failure', html }))[0],
    ).toMatchObject({
      recipient: 'bob@gone.example',
      severity: 'hard',
    });
  });

  it('quoted as a whole', () => {
    const text =
      '<bob@gone.example>:\n550 5.1.1 unknown\n\nIncluded is a copy of the message header:\nReceived: from x (EHLO x)';
    expect(reported(text.replace(/^/gm, '> '))).toMatchObject({
      recipient: 'bob@gone.example',
      severity: 'hard',
    });
  });

  it('with other line breaks', () => {
    const text =
      '<bob@gone.example>: host mx.gone.example[192.0.2.1] said: 550 unknown user (in reply to end of\n    DATA command)';
    expect(reported(text)).toMatchObject({ reason: 'filtered', severity: 'soft' });
  });

  it('with a line break inside the origin', () => {
    const text = '<bob@team.example> (expanded from\n    <all@alias.example>): temporary failure';
    expect(readReports(aNotice(text)).map((report) => report.recipient)).toEqual([
      'all@alias.example',
      'bob@team.example',
    ]);
  });

  it('with the header of the mail above the recipient', () => {
    const text =
      'This is about your message:\n  To: list@other.example\n  Subject: Hi\n\nIt cannot be delivered:\n\n  Recipient address: bob@gone.example\n  Reason: 550 5.1.1 unknown';
    expect(reported(text)).toMatchObject({ recipient: 'bob@gone.example', severity: 'hard' });
  });

  it.each([
    'For further assistance, please send mail to <help@mx.example>\n\n<bob@gone.example>: 550 no such user',
    'Recipient: bob@gone.example\nThe server said: 550 spam, report details to abuse@mx.example',
    '收件人邮件地址：bob@gone.example\n550 spam, report details to abuse@mx.example',
  ])('with an address to ask for help: %s', (text) => {
    expect(readReports(aNotice(text)).map((report) => report.recipient)).toEqual(['bob@gone.example']);
  });

  it('with a local part that begins with a sign', () => {
    expect(reported('<-bob-@gone.example>:\n550 5.1.1 no')?.recipient).toBe('-bob-@gone.example');
  });
});

describe('a recipient is found', () => {
  it.each([
    ['"john doe"@x.example', '"john doe"@x.example'],
    ['"john.doe"@x.example', 'john.doe@x.example'],
  ])('with a quoted local part: %s', (written, recipient) => {
    expect(told('550 5.1.1 no such user', written)?.recipient).toBe(recipient);
    expect(reported(`<${written}>: 550 5.1.1 no such user`)?.recipient).toBe(recipient);
  });
});

describe('a sender is not the recipient', () => {
  it.each([
    '550 Absender unbekannt',
    "550 L'expéditeur n'existe pas",
    '550 El remitente no existe',
    '550 Mittente sconosciuto',
    '550 Afzender onbekend',
    '550 Неизвестный отправитель',
    '550 发件人不存在',
    '550 送信者が存在しません',
    '550 발신자를 찾을 수 없습니다',
    '550 Sending domain has no MX record',
    '550 The domain of the sender could not be found',
    '550 No such sender',
  ])('in any language: %s', (words) => {
    expect(told(words)?.severity).toBe('soft');
  });

  it('nor is the domain of a link, or a user whom a filter protects', () => {
    expect(told('550 Link in the mail points to a domain that does not exist')?.severity).toBe('soft');
    expect(told('550 To protect our users from spam, the mail has been blocked')?.reason).toBe('spam');
  });
});

describe('a mail that is only late', () => {
  it.each([
    'Ihre Nachricht konnte noch nicht zugestellt werden. Es wird weiterhin versucht.',
    "Votre message n'a pas encore été remis. De nouvelles tentatives auront lieu.",
    'Su mensaje aún no se ha entregado. El servidor seguirá intentando.',
    'Il messaggio non è ancora stato consegnato.',
    'Письмо ещё не доставлено, попытки доставки продолжаются.',
    'メールはまだ配信されていません。再送を続けます。',
    '邮件尚未送达，系统将继续尝试。',
  ])('is recognised in any language: %s', (words) => {
    expect(reported(`${words}\n\n<bob@slow.example>: 450 busy`)?.severity).toBe('delayed');
  });
});

describe('a refusal because the recipient does not exist', () => {
  it.each([
    'Ungültiger Empfänger',
    "Ce compte n'existe plus",
    'Dirección no válida',
    'Indirizzo non valido',
    'Ongeldig adres',
    'Nieprawidłowy adres odbiorcy',
    'Неверный адрес получателя',
    'Geçersiz alıcı',
    'Ogiltig adress',
    'Nincs ilyen felhasználó',
    '查無此人',
    '없는 사용자입니다',
    'user is not registered here',
    'The address is wrong',
  ])('is final in any language: %s', (words) => {
    expect(told(`550 ${words}`)?.severity).toBe('hard');
  });
});

describe('a mail system is recognised', () => {
  const text = 'Something failed.\n\n<bob@gone.example>:\n550 5.1.1 User unknown';
  const from = (name: string, address: string) => ({
    ...aMail({ subject: 'Delivery failed', text }),
    from: [{ name, address }],
  });

  it.each([
    ['MAILER-DAEMON', ''],
    ['Mail Delivery System', 'bosscat@mx.example'],
    ['Mail Delivery Subsystem', 'mta7@mx.example'],
    ['', 'mail-delivery-system@mx.example'],
  ])('as %s <%s>', (name, address) => {
    expect(readReports(from(name, address))).toHaveLength(1);
  });

  it('but not in a person who writes about one', () => {
    expect(readReports(from('Ann Mailer', 'ann@customer.example'))).toEqual([]);
  });
});
