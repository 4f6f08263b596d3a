import { row } from './phrase-row.js';

/**
 * Here not the recipient is unknown, invalid or missing, but an IP address, the sender, a header, a database, an error.
 * These rows precede those of dead addresses, whose words they share.
 */
export const LOOK_ALIKE_PHRASES = [
  row(
    'mailbox_full',
    '5.2.2',
    String.raw`
    (?:not|n't) have (?:enough|any|sufficient) (?:more )?(?:space|room|storage)|has no (?:more )?(?:space|room|storage)
  `,
  ),
  row(
    'message_too_large',
    '5.3.4',
    String.raw`
    accept (?:messages|mails?|e-?mails?) (?:larger|bigger|over|above)
  `,
  ),
  row(
    'filtered',
    '5.2.0',
    String.raw`
    (?:user|mailbox|recipient)\b.{0,20}(?:not|n't) accept (?:mails?|messages?|e-?mails?) from
    from (?:unknown|unrecogni[sz]ed|unlisted|anonymous|unverified) (?:users?|people|persons?|contacts?|addresses|parties)
    von unbekannten (?:absendern|benutzern|nutzern)|(?:d['’]|de |des )(?:utilisateurs|expéditeurs) inconnus|de (?:usuarios|remitentes) desconocidos|da (?:utenti|mittenti) sconosciuti|de (?:usuários|utilizadores|remetentes) desconhecidos
    van onbekende (?:gebruikers|afzenders)|från okända|fra uk(?:endte|jente)|od nieznanych|od neznám(?:ých|ych)|ismeretlen (?:felhasználóktól|feladóktól)|de la (?:utilizatori|expeditori) necunoscuți
    (?:от неизвестных|від невідомих)|bilinmeyen (?:kullanıcılar|gönderenler|göndericiler)|来自(?:未知|陌生)|來自(?:未知|陌生)|不明な(?:ユーザー?|送信者)から|알 수 없는 (?:사용자|발신자)(?:의|로부터)
  `,
  ),
  row(
    'suspended',
    '5.2.1',
    String.raw`
    \bon (?:vacation|holidays?|(?:annual |sick |parental |maternity )?leave)\b|\bout of (?:the )?office\b|\baway until\b
    (?:temporarily|currently) (?:(?:does|do|is|are) )?(?:not|n't) accept|(?:not|n't) (?:currently|presently) accept|(?:not|n't) accept(?:ing)? (?:any )?(?:e-?mails?|mails?|messages?) (?:at (?:the|this) (?:moment|time)|currently|right now|until|today)
    im urlaub|en (?:vacances|congés?)\b|de vacaciones|in (?:ferie|vacanza)\b|de férias|(?:met|op) vakantie|på (?:semester|ferie)|lomalla|na (?:urlopie|dovolen)|szabadságon|în concediu|в отпуске|у відпустці|(?:izinde|tatilde)\b|σε άδεια|休暇中|休假|휴가
  `,
  ),
  row(
    'infrastructure',
    '5.7.1',
    String.raw`
    \bip[- ]?(?:address|adress|adresse|adres|адрес)?\b.{0,30}(?:unknown|not registered|invalid|unbekannt|ung(?:ü|ue)ltig|okänd|ukendt|onbekend)
    (?:adresse|direcci[óo]n|indirizzo|endereço|adresi?) ip\b|\bip[- ](?:adres|адрес)|ip ?地址|反向解析
    \bip name (?:lookup|possibly)
    \b(?:connecting|client|calling) (?:host ?)?(?:name ?)?(?:is )?(?:unknown|not found|invalid)|does not exist in (?:the )?dns
    (?:domain|name) of your|your .{0,20}server's name|\bi(?:hr|hre) (?:mail-?)?(?:server|domain)\b|\b(?:votre|su|il tuo|il vostro|seu) (?:serveur|servidor|server|domaine|dominio)\b
    serveur inconnu|unbekannte[rn]? (?:mail-?)?server|servidor desconocido|server sconosciuto|onbekende server|(?:您|你)的(?:域名|服务器|伺服器)|송신 ?서버
  `,
  ),
  row(
    'sender_rejected',
    '5.1.8',
    String.raw`
    \b(?:from|reply-to|return|originating|envelope) address\b|registered (?:for|to) send|registered as (?:a )?sender
    \bfor sending (?:has|was|is)\b|authentication failed
    \byour (?:e-?mail |mail )?(?:account|address|mailbox|login|user)(?: name)? (?:(?:is|was|does|has|could|can) ?)?(?:not|n't|unknown|invalid)\b|\baddress: your\b
    \bsending (?:user|account|address)\b|\b(?:account|address|user) (?:that is )?used (?:to send|for sending)\b|\(sender\)|\bpasswords?\b|\bmx\b.{0,20} (?:for|of) (?:the )?send(?:er|ing)\b
    @ours["'>)]{0,2}[:.]{0,3} (?:(?:e-?mail )?(?:user|account|address|mailbox|domain|host)(?: name)? )?(?:(?:is|was|does|has|could|can) ?)?(?:not|n't|unknown|invalid|doesn't|no such)\b|(?:unknown|invalid|no such|not find|n't find) (?:the )?(?:e-?mail )?(?:user|account|address|mailbox|domain|host|recipient)?:? ?(?:for |of )?["'<(]{0,2}@ours
    \bmx\b.{0,20} (?:for|of|in) your\b|\byour (?:e-?mail |mail )?domain (?:has|with) no\b
    (?:in|on) (?:(?:the|your|our|my|his|her|their) )?(?:(?:recipient|user)(?:'?s)? )?contacts\b|\b(?:contact list|list of contacts)\b|(?:in|on) (?:your|my|his|her|their|(?:the )?(?:recipient|user)'?s) address ?book|address ?book of (?:the |this )?(?:recipient|user)
    kontaktliste|list[aey] (?:de |des |dei |di )?(?:contac?t|contatt|kontakt)|contactenlijst|seznamu? kontaktů|спис(?:ок|ке) контакт|списку контакт|kişi listesi|联系人列表|聯絡人清單|連絡先(?:リスト|一覧)|연락처 목록
    \b(?:ihre?|deine?) (?:e-?mail-?|mail-?)?(?:adresse|konto|postfach)\b.{0,20}(?:unbekannt|nicht|ung(?:ü|ue)ltig)|\b(?:votre|ton) (?:adresse|compte|boîte)\b.{0,20}(?:inconnu|introuvable|invalide|existe)
    \b(?:su|tu) (?:dirección|cuenta|buzón)\b.{0,24} (?:no\b|descon|inválid)|\b(?:su|tu|vostr)[oa] (?:indirizzo|account|casella)\b.{0,20} (?:non\b|sconosciut|inesistent)|\b(?:seu|sua) (?:endereço|conta|caixa)\b.{0,20} (?:não|descon|inexist|inválid)
    \b(?:uw|je|jouw) (?:e-?mail)?(?:adres|account|postvak)\b.{0,20}(?:onbekend|niet|ongeldig)|\bdi(?:n|tt) (?:e-?post|e-?mail|mail)?-?(?:adresse?|konto)\b.{0,20}(?:okänd|inte|ogiltig|ukendt|ukjent|ikke|ugyldig)|osoite(?:ttasi|esi)\b.{0,12} ei\b|\btw[óo]je? (?:adres|konto)\b.{0,20}(?:nieznan|nie\b|nieprawid)
    \bva[sš][ea]? (?:e-?mailová )?(?:adresa|schránka|konto|účet)\b.{0,12}(?:neexist|neznám|neplatn|nebyl|nena)|\bön (?:e-?mail )?címe.{0,12}(?:ismeretlen|nem|érvénytelen)|\b(?:adresa|contul) (?:dumneavoastră|dvs).{0,12}(?:nu\b|necunoscut|invalid)
    (?:ваш|вашият|ваша) (?:e-?mail )?(?:адреса?|ящик|скринька).{0,12}(?:\bне|не |неизв|невір|неверн)|(?:adresiniz|hesabınız).{0,12}(?:bilinm|bulunama|geçersiz|yok|mevcut)|διεύθυνσή σας.{0,12}(?:άγνωστ|δεν)
    (?:您|你)的(?:邮件|电子邮件|邮箱|電子郵件)?(?:地址|账号|帳號|邮箱).{0,3}(?:不存在|未知|无效|無效|未找到|找不到)|(?:あなた|お客様)の(?:メール)?(?:アドレス|アカウント)[がは](?:存在し|見つか|不明|無効)|(?:귀하|당신|고객님)의 (?:이메일 )?(?:주소|계정).{0,3}(?:찾을 수|존재하지|알 수|없)
    \b(?:in|on) (?:the |your |our |a )?(?:list of )?(?:allow|allowed|white|safe)[- ]?(?:list|sender|host|client|recipient)s?\b
  `,
  ),
  row(
    'content_rejected',
    '5.6.0',
    String.raw`
    \b(?:in|of) (?:the )?(?:from:? |to:? |message |mail )?headers?\b|\bheader (?:from|to)\b|\b(?:recipient|from|to|address) header\b
    mensaje no existe|message n'existe pas
  `,
  ),
  row(
    'system_error',
    '5.3.0',
    String.raw`
    (?:vorübergehend|temporairement|temporalmente|temporaneamente|temporariamente|tijdelijk|tymczasowo|tillfälligt|midlertidigt?|dočasně|временно|тимчасово|geçici olarak|一時的に|暂时|暫時|일시적으로)[^.:!]{0,20}(?:nicht|introuvable|inconnu|indisponib|n['’ ]|no\b|non\b|não\b|niet|nie|inte|ikke|ne|не|bulunam|存在|見つ|不|找不|無|无|없)
    \bunverified address(?!.{0,200}(?:unknown|no such|not exist|undeliverable|\b55\d[ -]))|address verification (?:is )?(?:in progress|pending)|\blicen[sc]es?\b.{0,20}(?:expired|not found|invalid)
    temporarily not (?:found|available|known)|not found .{0,20}(?:try again|try later|at the moment|maintenance)
    \b(?:database|backend|directory|ldap)\b.{0,20}(?:not found|not exist|unknown)|le serveur n'existe
    (?:grund|ursache|fehler|raison|cause|motif|raz[óo]n|motivo|causa|errore?|erreur|reden|oorzaak|fout|przyczyna|powód|orsak|årsag|årsak|příčina|причина|ошибка|sebep)[: ]{1,3}(?:ist |est |es |è |is )?(?:unbekannt|inconnu|descon|sconosciut|onbekend|nieznan|okänd|ukendt|ukjent|neznám|неизвестн|bilinm)\p{L}{0,6}(?=[.,;:!)]|$)
    unbekannte[rn]? (?:grund|ursache|gr(?:ü|ue)nden)|(?:cause|raison) inconnue|(?:causa|raz[óo]n|motivo) (?:desconocid|desconhecid|sconosciut)|onbekende (?:reden|oorzaak)|неизвестн(?:ая|ой) причин
    unknown (?:error|reason)|unbekannter fehler|errore sconosciuto|error desconocido|erreur inconnue|erro desconhecido|onbekende fout|nieznany błąd|неизвестная ошибка|bilinmeyen hata|okänt fel|ukendt fejl|ukjent feil|ismeretlen hiba|neznámá chyba|tuntematon virhe|未知(?:错误|錯誤)|不明なエラー|알 수 없는 오류
  `,
  ),
];
