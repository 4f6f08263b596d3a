import { listed } from './phrases.js';

/** The header fields that clients copy above an answered or forwarded mail. */
export type HeaderKind = 'from' | 'sent' | 'to' | 'cc' | 'subject' | 'other';

/** Labels by field, in the interface languages of Outlook, Gmail, Apple Mail, Thunderbird and Lotus Notes. */
export const HEADER_LABELS: Readonly<Record<HeaderKind, readonly string[]>> = {
  from: listed(`
    From | Sender | Von | Absender | De | Expéditeur | Remitente | Da | Mittente | Van | Afzender | Från |
    Avsändare | Fra | Afsender | Avsender | Lähettäjä | Od | Nadawca | Odesílatel | Odosielateľ | От | От
    кого | Отправитель | Від | Від кого | Відправник | 差出人 | 送信者 | 发件人 | 發件人 | 寄件者 | 寄件人 | 보낸 사람 | 보낸사람 | 발신
    | Kimden | Gönderen | Από | Αποστολέας | Feladó | De la | Expeditor | מאת | من | المرسل | Từ | Người gửi
    | Dari | จาก | Šalje | Pošiljatelj | Saatja | Frá | Од | Nuo | No | از | प्रेषक | Daripada | Mula kay | Nga | Kimdən
    | Nork | Кімнен | 발신자 | Oddi wrth | Ուղարկող | გამომგზავნი | থেকে
  `),
  sent: listed(`
    Sent | Date | Sent on | Gesendet | Gesendet am | Datum | Envoyé | Envoyé le | Message du |
    Enviado | Enviado el | Enviado em | Enviada em | Enviada | Fecha | Inviato | Data | Data invio |
    Verzonden | Verstuurd | Skickat | Sendt | Dato | Lähetetty | Päivämäärä | Päiväys | Wysłano | Wysłane |
    Odesláno | Odoslané | Dátum | Отправлено | Дата | Надіслано | 送信日時 | 送信 | 日付 | 日時 | 发送时间 | 發送時間 | 日期 |
    寄件日期 | 傳送時間 | 보낸 날짜 | 날짜 | 보낸날짜 | Gönderildi | Gönderilme | Tarih | Εστάλη | Στάλθηκε | Ημερομηνία |
    Elküldve | Trimis | נשלח | תאריך | تاريخ | التاريخ | تم الإرسال | Đã gửi | Ngày | Ngày gửi | Dikirim |
    Tanggal | วันที่ | Poslano | Saadetud | Датум | Datums |
    Kuupäev | Dagsetning | تاریخ | दिनांक | Tarikh | Petsa | Išsiųsta | Nosūtīts |
    Изпратено | Испратено | Послато | Poslato | Enviat | Dërguar | Απεστάλη |
    Gönderme Tarihi | Gönderilme Tarihi | Terkirim | Dihantar | ارسال شده | تاريخ الإرسال | भेजा गया | ส่งเมื่อ | Ipinadala |
    Bidaltze-data | Bidalia | Data | Göndərildi | Tarix | Жіберілді | 보낸 시간 | 일시 | Anfonwyd | Gestuur | Ուղարկված է | გაგზავნილია | পাঠানো হয়েছে
  `),
  to: listed(`
    To | An | Empfänger | À | A | Destinataire | Para | Aan | Till | Til | Vastaanottaja | Do | Komu | Pro |
    Кому | 宛先 | 收件人 | 收件者 | 받는 사람 | 받는사람 | 수신 | Kime | Alıcı | Προς | Címzett | Către | אל | إلى | Đến | Tới
    | Kepada | ถึง | Prima | Za | За | До | Kam | Saaja | Per a | به | प्रति | Kay | Til |
    Adressaat | Për | Примач | Прима |
    Prejemnik | Untuk | Người nhận | Nori | Kimə | Кімге | 수신자 | Ում | ადრესატი
  `),
  cc: listed(`
    Cc | Bcc | Cci | CC | Kopie | Copie à | Copie | Copia | Cópia | Con copia a | Kopia | Kopi | Kopio | DW
    | UDW | Копия | Копія | 抄送 | 副本 | 참조 | Bilgi | Κοιν. | Κοινοποίηση | Másolat | עותק | نسخة | Đồng gửi |
    Tembusan | สำเนา | Salinan | رونوشت
  `),
  subject: listed(`
    Subject | Betreff | Objet | Sujet | Asunto | Oggetto | Assunto | Onderwerp | Ämne | Emne | Aihe | Temat
    | Předmět | Věc | Predmet | Тема | 件名 | 主题 | 主旨 | 標題 | 제목 | Konu | Θέμα | Tárgy | Subiect | נושא |
    الموضوع | Chủ đề | Tiêu đề | Perihal | Subjek | เรื่อง | Teema | Наслов |
    Zadeva | Assumpte | Temats | موضوع | विषय | Efni | Paksa | Tema |
    Tēma | Относно | Предмет | Naslov | Subjekti | Gaia |
    Mövzu | Тақырып | Pwnc | Թեմա | თემა | বিষয়
  `),
  other: listed(`
    Reply-To | Antwort an | Répondre à | Responder a | Rispondi a | Risposta | Organization | Importance |
    Wichtigkeit | Priorität | Attachments | Anlagen | Pièces jointes | Message-ID | Resent-From |
    In-Reply-To
  `),
};

const KIND_BY_LABEL = new Map(
  Object.entries(HEADER_LABELS).flatMap(([kind, labels]) =>
    labels.map((label): [string, HeaderKind] => [label.toLowerCase(), kind as HeaderKind]),
  ),
);

/** The field that a label stands for, without its colon; null if it is none. */
export function kindOfLabel(label: string): HeaderKind | null {
  return KIND_BY_LABEL.get(label.toLowerCase().replace(/\s+/g, ' ')) ?? null;
}
