import { listed } from './phrases.js';

/** How mobile and web mail lines begin ("Sent from my …"), in lower case. */
export const MOBILE_OPENINGS: readonly string[] = listed(`
  sent from | sent via | sent with | sent by | sent wirelessly | sent using | sent through | sent on | sent
  mobile | written on | typed on | composed on | get outlook for | via | from my | sent securely | secured
  with | gesichert mit | sécurisé par | excuse brevity | dictated to | gesendet von | gesendet mit | gesendet aus
  | gesendet über | gesendet vom | diese nachricht wurde von meinem | diese nachricht wurde mit | outlook
  für | outlook for | holen sie sich outlook für | envoyé de | envoyé depuis | envoyé à partir de | envoyé à
  partir d | envoyé via | envoyé avec | envoyé sans fil | envoyé par | envoyé d | télécharger outlook |
  obtenir outlook | téléchargez outlook | provenance | enviado desde | enviado de | enviado con | enviado a
  partir | enviado do | enviado da | enviado via | enviado por | enviado com | enviado pelo | enviado usando
  | enviat des | obtener outlook | obter o outlook | obtenga outlook | baixar outlook | obter outlook |
  inviato da | inviato dal | inviato con | inviata da | inviato tramite | ottieni outlook | scarica outlook
  | scaricare outlook | verzonden vanaf | verzonden met | verstuurd vanaf | verstuurd met | verzonden via |
  verzonden vanuit | outlook voor | download outlook | skickat från | skickades från | skickat med | skickad
  från | hämta outlook | sendt fra | sendt via | sendt med | sendt på | hent outlook | få outlook | last ned
  outlook | lähetetty | hanki outlook | wysłano z | wysłane z | wysłano za | pobierz | odesláno z | odesláno
  ze | odoslané z | poslané z | získat outlook | получить outlook | скачать outlook | отправлено с |
  отправлено из | отправлено через | надіслано з | надіслано із | відправлено з | изпратено от | στάλθηκε
  από | αποστολή από | εστάλη από | trimis de pe | trimis din | trimis de la | elküldve | küldve | poslano s
  | poslano iz | dikirim dari | được gửi từ | đã gửi từ | gửi từ | ส่งจาก | נשלח מ | نשלח מה | أرسلت من |
  أرسل من | مرسل من | تم الإرسال من | gönderen | bidalia | 发自我的 | 发自 | 來自我的 | 从我的 | 從我的 | 傳送自 | 寄自 | 傳自 | 通过
  | 나의 | 내 | 획득 | sent on the go | typed on | get bluemail | please excuse | stáhnout outlook | завантажити
  outlook | λήψη του outlook | descărcați outlook | obțineți outlook | az outlook | dapatkan outlook | tải
  outlook | ดาวน์โหลด outlook | השג את outlook | قبل outlook | الحصول على outlook | تنزيل outlook |
  outlook'u | ios için outlook | android için outlook | 获取 outlook | 取得 outlook | 下载 outlook | 下載 outlook |
  ios용 outlook | android용 outlook | 從我的 | 發自 | 来自我的 | 从 windows | 從 windows | sendt frå | sent fra |
  saadetud | išsiųsta iš | nosūtīts no | أُرسلت من | poslano z | wysłano przez | skickat via | wysłane przez |
  enviado mediante | изпратено с | надіслано через | yahoo mail: | desde mi | obtenez outlook |
  skaff deg outlook | získať outlook | stiahnuť outlook | az ios-hez készült outlook | az android rendszerhez készült outlook |
  изтегляне на outlook | nabavite outlook | preuzmite outlook | prenesite outlook | hankige outlook | laadige alla outlook |
  отримати outlook | αποκτήστε το outlook | הורד את outlook | רב outlook | รับ outlook | послато са | saadetud minu |
  odesláno | ارسال شده از | 获取适用于 | 发送自 | dihantar daripada | 傳送自我的 | 取得 ios 版 outlook | 取得 android 版 outlook | преземете outlook | lataa outlook | ارسالشده از | dictated with | apologies for brevity | apologies for typos |
  apologies for any typos | sorry for typos | sorry for any typos | vom handy gesendet | vom mobiltelefon gesendet
`);

/** How mobile lines end in languages that put the verb last. */
export const MOBILE_ENDINGS: readonly string[] = listed(`
  gesendet | から送信 | から送信されました | からの送信 | を入手 | より送信 | 傳送 | 发送 | 寄出 | 에서 보냄 | 에서 보냄. | 에서 발송 | 'dan gönderildi
  | 'umdan gönderildi | 'den gönderildi | gönderildi | 보냈습니다 | 에서 보낸 메일 | 에서 보낸 메시지 | से भेजा गया | sent from my phone | sent from my mobile | küldve | küldött üzenet | lähetetty | bidalia
`);

/** Devices and mail programs whose makers add such a line, in lower case. */
export const MOBILE_PRODUCTS: readonly string[] = listed(`
  iphon | ipad | ipod | apple watch | android | blackberry | galaxy | samsung | htc | nokia | huawei |
  xiaomi | redmi | oneplus | pixel | motorola | moto | sony | xperia | lg | zte | windows | outlook |
  yahoo | gmail | inbox | mailbox | hotmail | aol | gmx | web.de | mail.ru | yandex | proton | seznam | 네이버 |
  titan | tuta | thunderbird | k-9 | spark | airmail | boxer | polymail | superhuman | acompli | typeapp |
  bluemail | nine | mailspring | mobile | smartphone | handy | mobil | tablet | treo | palm | verizon |
  t-mobile | at&t | vodafone | orange | telekom | rogers | bell | sprint | macbook | imac | icloud | zoho |
  fastmail | front | missive | canary | newton | myMail | touchdown | ios | mac | surface | デバイス | スマートフォン |
  手机 | 手機 | my phone | my cell | my device | my droid | mail app | kindle | hey | edison |
  shortwave | spike | roundcube | poczta | mailbird | em client | fairemail | aqua mail | whatsapp | wp poczty | яндекс | tiny keyboard | on the go | oppo |
  vivo | realme | honor | 小米 | 华为 | 華為 | 网易邮箱 | qq邮箱 | אייפון | infomaniak | siri
`);

/** Words for a telephone; a line with one is short ("Enviado desde mi móvil"). Lower case, with open endings. */
export const TELEPHONES: readonly string[] = listed(`
  telefon | teléfono | téléphone | telèfon | telefoon | telemóvel | celular | cellulare | móvil | mòbil | mobiel |
  mobil | portable | puhelim | kännyk | komórk | телефон | смартфон | мобильн | мобільн | κινητό | handy |
  unterwegs
`);
