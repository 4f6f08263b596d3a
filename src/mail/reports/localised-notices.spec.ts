import { describe, expect, it } from '@jest/globals';
import { aNotice } from './mail.fixture.js';
import { readReports } from './read-reports.js';

/** Notices for people in Exchange's words; `@` is the line with the address. */
const NOTICES: [language: string, subject: string, words: string, told: string][] = [
  [
    'German',
    'Unzustellbar',
    'Fehler bei der Zustellung:',
    'Die E-Mail-Adresse konnte nicht gefunden werden.',
  ],
  ['French', 'Non remis', 'Échec de la remise :', "L'adresse de messagerie est introuvable."],
  ['Spanish', 'No se puede entregar', 'No se pudo entregar:', 'No se encontró la dirección de correo.'],
  ['Italian', 'Non recapitabile', 'Recapito non riuscito:', "L'indirizzo non è stato trovato."],
  ['Dutch', 'Onbestelbaar', 'De bezorging is mislukt:', 'Het e-mailadres is niet gevonden.'],
  ['Portuguese', 'Não é possível entregar', 'Falha na entrega:', 'O endereço não foi encontrado.'],
  ['Polish', 'Nie można dostarczyć', 'Nie można dostarczyć:', 'Nie znaleziono adresu e-mail.'],
  ['Swedish', 'Det gick inte att leverera', 'Misslyckades:', 'E-postadressen hittades inte.'],
  ['Danish', 'Kan ikke leveres', 'Levering mislykkedes:', 'Mailadressen blev ikke fundet.'],
  ['Norwegian', 'Kan ikke leveres', 'Levering mislyktes:', 'Fant ikke e-postadressen du skrev inn.'],
  ['Finnish', 'Ei voi toimittaa', 'Toimitus epäonnistui:', 'Sähköpostiosoitetta ei löytynyt.'],
  ['Czech', 'Nedoručitelné', 'Doručení se nezdařilo:', 'E-mailová adresa nebyla nalezena.'],
  ['Slovak', 'Nedoručiteľné', 'Doručenie zlyhalo:', 'E-mailová adresa sa nenašla.'],
  ['Hungarian', 'Kézbesíthetetlen', 'Sikertelen kézbesítés:', 'Az e-mail cím nem található.'],
  ['Romanian', 'Nelivrabil', 'Livrarea nu a reușit:', 'Adresa de e-mail nu a fost găsită.'],
  ['Bulgarian', 'Недоставимо', 'Неуспешно доставяне:', 'Имейл адресът не е намерен.'],
  ['Russian', 'Не удалось доставить', 'Сообщение не доставлено:', 'Адрес не найден.'],
  ['Ukrainian', 'Не вдалося доставити', 'Не доставлено:', 'Адресу не знайдено.'],
  ['Greek', 'Δεν είναι δυνατή η παράδοση', 'Αποτυχία παράδοσης:', 'Η διεύθυνση δεν βρέθηκε.'],
  ['Turkish', 'Teslim edilemedi', 'Teslim edilemedi:', 'E-posta adresi bulunamadı.'],
  ['Croatian', 'Neisporučivo', 'Isporuka nije uspjela:', 'Adresa e-pošte nije pronađena.'],
  ['Slovene', 'Ni mogoče dostaviti', 'Dostava ni uspela:', 'Naslova ni bilo mogoče najti.'],
  ['Lithuanian', 'Nepristatoma', 'Nepavyko pristatyti:', 'El. pašto adresas nerastas.'],
  ['Estonian', 'Kohaletoimetamatu', 'Nurjus:', 'Meiliaadressi ei leitud.'],
  ['Hebrew', 'לא ניתן למסור', 'המסירה נכשלה:', 'הכתובת לא נמצאה.'],
  ['Arabic', 'غير قابل للتسليم', 'فشل التسليم:', 'العنوان غير موجود.'],
  ['Vietnamese', 'Không gửi được', 'Gửi không thành công:', 'Không tìm thấy địa chỉ.'],
  ['Indonesian', 'Tidak terkirim', 'Pengiriman gagal:', 'Alamat email tidak ditemukan.'],
  ['Thai', 'ไม่สามารถส่งได้', 'การส่งล้มเหลว:', 'ไม่พบที่อยู่อีเมล'],
  ['Japanese', '配信不能', '配信に失敗しました:', '電子メール アドレスが見つかりませんでした。'],
  ['Chinese', '未送达', '无法将邮件传递给:', '找不到您输入的电子邮件地址。'],
  ['Korean', '배달되지 않음', '배달하지 못했습니다.', '전자 메일 주소를 찾을 수 없습니다.'],
];

describe('a notice that a user is unknown', () => {
  it.each(NOTICES)('is understood in %s', (_, subject, words, told) => {
    const text = [words, '', 'joe@x.example', told].join('\n');
    const notice = aNotice(text, { from: 'postmaster@x.example', subject: `${subject}: Hello` });
    expect(readReports(notice)).toMatchObject([
      { recipient: 'joe@x.example', severity: 'hard', reason: 'user_unknown' },
    ]);
  });
});

describe('readReports on notices in other languages', () => {
  it.each([
    ['French', 'Non remis : Bonjour', 'La boîte aux lettres du destinataire est pleine.', 'mailbox_full'],
    ['Portuguese', 'Não entregue: Olá', 'Caixa de correio cheia', 'mailbox_full'],
    ['Italian', 'Mancato recapito: Ciao', 'Utente sconosciuto', 'user_unknown'],
    ['Polish', 'Nie dostarczono: Witam', 'Nieznany użytkownik', 'user_unknown'],
    ['Swedish', 'Kan inte levereras: Hej', 'Okänd användare', 'user_unknown'],
    ['Danish', 'Kan ikke leveres: Hej', 'Ukendt bruger', 'user_unknown'],
    ['Finnish', 'Ei voi toimittaa: Hei', 'Tuntematon käyttäjä', 'user_unknown'],
    ['Czech', 'Nedoručitelné: Ahoj', 'Uživatel neexistuje', 'user_unknown'],
    ['Hungarian', 'Kézbesíthetetlen: Szia', 'Ismeretlen felhasználó', 'user_unknown'],
    ['Romanian', 'Nelivrabil: Salut', 'Utilizator necunoscut', 'user_unknown'],
    ['Turkish', 'Teslim Edilemedi: Merhaba', 'E-posta adresi bulunamadı', 'user_unknown'],
    ['Greek', 'Δεν παραδόθηκε: Γεια', 'Ο χρήστης δεν βρέθηκε', 'user_unknown'],
    ['Russian', 'Недоставленное сообщение', 'Пользователь не найден', 'user_unknown'],
    ['Korean', '배달되지 않음: 안녕', '사용자를 찾을 수 없습니다', 'user_unknown'],
    ['Chinese', '未送达: 你好', '找不到您输入的电子邮件地址', 'user_unknown'],
    ['Bulgarian', 'Недоставено: Здравей', 'Пощенската кутия на получателя е пълна', 'mailbox_full'],
    ['Ukrainian', 'Не вдалося доставити', 'Поштова скринька переповнена', 'mailbox_full'],
    ['Greek', 'Δεν παραδόθηκε: Γεια', 'Το γραμματοκιβώτιο είναι πλήρες', 'mailbox_full'],
    ['Croatian', 'Neisporučeno: Bok', 'Sandučić primatelja je pun', 'mailbox_full'],
    ['Slovene', 'Ni mogoče dostaviti', 'Poštni predal prejemnika je poln', 'mailbox_full'],
    ['Estonian', 'Kohaletoimetamatu', 'Saaja postkast on täis', 'mailbox_full'],
    ['Latvian', 'Nevar piegādāt: Sveiki', 'Saņēmēja pastkaste ir pilna', 'mailbox_full'],
    ['Lithuanian', 'Nepavyko pristatyti', 'Gavėjo pašto dėžutė pilna', 'mailbox_full'],
    ['Catalan', "No s'ha pogut lliurar", 'La bústia del destinatari és plena', 'mailbox_full'],
    ['Hebrew', 'לא ניתן למסור', 'תיבת הדואר של הנמען מלאה', 'mailbox_full'],
    ['Arabic', 'تعذر التسليم', 'صندوق بريد المستلم ممتلئ', 'mailbox_full'],
    ['Thai', 'ไม่สามารถส่งได้', 'กล่องจดหมายของผู้รับเต็ม', 'mailbox_full'],
    ['Latvian', 'Nevar piegādāt: Sveiki', 'Adrese neeksistē', 'user_unknown'],
    ['Hebrew', 'לא ניתן למסור', 'הכתובת לא קיימת', 'user_unknown'],
  ])('%s', (_language, subject, words, reason) => {
    const notice = aNotice(`bob@gone.example\n${words}\n`, { from: 'postmaster@mx.example', subject });
    expect(readReports(notice)).toMatchObject([{ recipient: 'bob@gone.example', reason }]);
  });

  it('reads an address between words without spaces', () => {
    const notice = aNotice('退信原因：收件人bob@gone.example不存在', { subject: '系统退信' });
    expect(readReports(notice)).toMatchObject([{ recipient: 'bob@gone.example', severity: 'hard' }]);
  });

  it.each([
    'Správa pre joe@x.example ešte nebola doručená.',
    'Az üzenetet még nem sikerült kézbesíteni: joe@x.example',
    'Mesajul către joe@x.example nu a fost încă livrat.',
    'Ваш лист для joe@x.example ще не доставлено.',
    'Το μήνυμά σας προς joe@x.example δεν έχει παραδοθεί ακόμη.',
    'Poruka za joe@x.example još nije isporučena.',
    'ההודעה אל joe@x.example טרם נמסרה.',
    'لم يتم تسليم رسالتك إلى joe@x.example بعد.',
    'Thư gửi đến joe@x.example chưa được gửi.',
    'Pesan Anda ke joe@x.example belum terkirim.',
  ])('treats mail that is only late as delayed: %s', (text) => {
    expect(readReports(aNotice(text))).toMatchObject([{ recipient: 'joe@x.example', severity: 'delayed' }]);
  });

  it.each([
    'Bei der Zustellung an joe@x.example gab es ein Problem. Der Server versucht es noch 40 Stunden lang.',
    "Votre message à joe@x.example n'est pas passé. Le serveur va réessayer pendant 40 heures.",
    'Tu mensaje para joe@x.example espera. El servidor volverá a intentarlo durante 40 horas.',
    'Sua mensagem para joe@x.example espera. O servidor tentará novamente por mais 40 horas, até falhar permanentemente.',
    'Il messaggio a joe@x.example attende. Il server riproverà per altre 40 ore, poi errore permanente.',
    'Je bericht aan joe@x.example wacht. De server probeert het nog 40 uur.',
    'Meddelandet till joe@x.example väntar. Servern försöker igen i ytterligare 40 timmar.',
    'Wiadomość do joe@x.example czeka. Serwer będzie ponawiać próby przez 40 godz.',
    'Письмо для joe@x.example ждёт. Сервер будет повторять попытки ещё 40 ч.',
    'joe@x.example へのメールは保留中です。あと 40 時間再試行します。',
    '您给 joe@x.example 的邮件仍在等待，系统将在 40 小时内重试。',
  ])('treats mail that will be tried for some more hours as delayed: %s', (text) => {
    expect(readReports(aNotice(text))).toMatchObject([{ recipient: 'joe@x.example', severity: 'delayed' }]);
  });

  it.each([
    'Delivery Status Notification (Delay)',
    'Verzögerte Zustellung: Angebot',
    'Remise retardée : Offre',
    'Entrega retrasada: Oferta',
    'Consegna ritardata: Offerta',
  ])('recognises a delay by its subject: %s', (subject) => {
    expect(readReports(aNotice('joe@x.example', { from: 'postmaster@mx.example', subject }))).toMatchObject([
      { recipient: 'joe@x.example', severity: 'delayed' },
    ]);
  });

  it.each([
    ['Delivery delayed', 'The mail has not been delivered yet. We will keep trying.'],
    ['Delivery Status Notification (Delay)', 'The mail waits.'],
  ])('recognises a delay even if its text names nobody: %s', (subject, text) => {
    const headers = { 'x-failed-recipients': 'joe@x.example' };
    expect(readReports(aNotice(text, { subject, headers }))).toMatchObject([
      { recipient: 'joe@x.example', severity: 'delayed' },
    ]);
  });

  it('does not treat mail as delayed that was given up after a delay', () => {
    const text = 'Your mail to joe@x.example was delayed for five days. The server has given up.';
    expect(readReports(aNotice(text, { subject: 'Delayed mail' }))).toMatchObject([{ severity: 'soft' }]);
  });

  it('treats an announcement of further attempts as a delay', () => {
    const text = 'Delivery to bob@slow.example is incomplete. We will retry for 46 more hours.';
    expect(readReports(aNotice(text))).toMatchObject([{ action: 'delayed', severity: 'delayed' }]);
  });
});
