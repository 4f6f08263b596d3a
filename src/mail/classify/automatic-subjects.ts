/** Reply prefixes: an answering machine appends the subject that it answers to its own. */
const REPLY_PREFIX = '(?:re|aw|sv|antw|fwd?)\\s*:';

/** The subject of a person's answer, also to an automatic mail. */
export const REPLY_SUBJECT = new RegExp(`^${REPLY_PREFIX}`, 'i');

/** Subjects of machines in plain words, under which people write too: "Außer Haus: Catering". */
const PLAIN = [
  'außer haus',
  'nicht im (?:büro|hause)',
  'eingangsbestätigung',
  'niet aanwezig',
  'absence du bureau',
  'absent(?:e)? du bureau',
  'fuera de (?:la )?oficina',
  'ausente de la oficina',
  'fora do escrit[óo]rio',
  'fuori (?:sede|ufficio)',
  'ikke p[åa] kontoret',
  'ej på kontoret',
  'poissa toimistosta',
  'poza biurem',
  'mimo kancel[áa][řr]',
  'h[áa]zon k[íi]v[üu]l',
  'în afara biroului',
  'вне офиса',
  'εκτός γραφείου',
  'ofis dışında',
  '不在通知',
  '不在のお知らせ',
].join('|');

/** Subjects that only programs write: a fixed opening, followed by `:` or by the end. */
const AUTOMATIC = [
  PLAIN,
  'auto(?:matic|mated)?[- ]?(?:reply|response|answer|responder|respond)(?: to)?',
  'autoreply',
  `auto(?=\\s*(?::\\s*)?${REPLY_PREFIX})`,
  `(?:i am |on )(?:out of office|vacation|holiday|leave)(?=\\s*(?::\\s*)?${REPLY_PREFIX})`,
  'out of (?:the )?office(?: (?:auto ?reply|reply|notification|message|response))?',
  'vacation (?:reply|message|notice|response)',
  'away (?:from (?:my )?(?:mail|office)|message|notice)',
  'holiday (?:reply|message)',
  'automated (?:message|email) reply',
  'automatische (?:antwort|afwezigheidsmelding|reactie|nachricht)',
  'automatisches antwort(?:schreiben)?',
  'abwesenheits(?:notiz|nachricht|meldung|benachrichtigung|assistent)',
  'automatische abwesenheits(?:notiz|nachricht|meldung)',
  'autoantwort',
  'automatisch antwoord',
  'afwezigheidsbericht',
  'afwezigheidsassistent',
  'r[ée]ponse automatique(?: d.absence(?: du bureau)?)?',
  "message d'absence",
  "avis d'absence",
  "notification d'absence",
  'respuesta autom[áa]tica',
  'mensaje autom[áa]tico',
  'contestaci[óo]n autom[áa]tica',
  'resposta autom[áa]tica',
  'mensagem autom[áa]tica',
  'risposta automatica',
  'assenza dall.ufficio',
  'messaggio automatico',
  'autosvar',
  'automatiskt? svar',
  'fr[åa]nvaromeddelande',
  'fravær(?:sbesked|smelding)',
  'automatisk (?:svar|besvarelse)',
  'automaattinen vastaus',
  'poissaoloilmoitus',
  'automatyczna odpowied[źz]',
  'odpowied[źz] automatyczna',
  'autoodpowiedź',
  'automatick[áa] odpov[ěe][ďd]',
  'automatická odpoveď',
  'automatikus v[áa]lasz',
  'r[ăa]spuns automat',
  'samodejni odgovor',
  'automatski odgovor',
  'automaatvastus',
  'automātiskā atbilde',
  'automatinis atsakymas',
  'автоответ(?:чик)?',
  'автоматический ответ',
  'автоматична відповідь',
  'автовідповідь',
  'автоматичен отговор',
  'αυτόματη απάντηση',
  'otomatik (?:yanıt|cevap)',
  'תשובה אוטומטית',
  'رد تلقائي',
  'الرد التلقائي',
  '自動返信',
  '自動応答',
  '自动回复',
  '自动答复',
  '自動回覆',
  '자동 ?(?:회신|응답|답장)',
  'trả lời tự động',
  'ตอบกลับอัตโนมัติ',
  'balasan otomatis',
  '(?:jawapan|balasan) automatik',
  'resposta autom[àa]tica',
  'sjálfvirkt svar',
  'аутоматски одговор',
  'автоматски одговор',
  'پاسخ خودکار',
  'автоматты жауап',
  'स्वचालित उत्तर',
  'erantzun automatikoa|ateb awtomatig|freagra uathoibríoch|përgjigje automatike|avtomatik cavab',
].join('|');

/** Lotus Notes: `AUTO: Ann Lee is out of the office (returning 03/05/2026)`. */
const NOTES_SUBJECT =
  'auto\\s?: .{1,120}\\((?:returning|rückkehr|(?:de )?retour|regres|vuelve|rientro|torna|terug)';

/** Names of absences that people put before a subject as well as machines: "Vacation: villa 12". */
const ABSENCE_NOUN =
  'vacation|abwesenheit|absence|assenza|aus[êe]nci?a(?: tempor[áa]ria)?|afwezigheid|fr[åa]nvaro|fravær|poissaolo|nieobecno[śs][ćc]|nep[řr][íi]tomnost|távollét|不在|부재 ?중';

/** Names of absences that only machines put before the answered subject. */
const ABSENCE = [ABSENCE_NOUN, 'ooo', 'abwesend', 'afwezig', 'frånvarande', 'fraværende', 'poissa'].join('|');

/** Put before any subject by gateways and help desks: `[shop #123]`, `(EXT)`, `***SPAM***`, `EXTERN:`. */
export const SUBJECT_TAG =
  /^(?:\[[^\]]{1,60}\]|\([^)]{1,30}\)|\*{1,5}[^*]{1,30}\*{1,5}|ext(?:ern(?:al)?)?\s?:)\s*/i;

/** A subject that is automatic from its first letter on; "Re: Automatic reply: …" is a person's answer to one. */
export const AUTOMATIC_SUBJECT = new RegExp(
  `^(?:(?:${AUTOMATIC})(?:\\s*[:：]|\\s*$|\\s+${REPLY_PREFIX})|[\\[(【［](?:${AUTOMATIC})[\\])】］]|automatic reply from |auto-respond e-?mail from |automatically generated response from |yahoo! auto response|${NOTES_SUBJECT})`,
  'iu',
);

/** A subject that starts with an absence, as a machine's answer does: "Abwesend: Ihre Frage", "OOO". */
export const ABSENCE_FIRST = new RegExp(`^(?:${ABSENCE})\\s*(?:[:：]|$|${REPLY_PREFIX})`, 'iu');

/** An automatic subject without the answered one behind it. */
export const BARE_SUBJECT = new RegExp(`^(?:${AUTOMATIC})\\s*$`, 'iu');

/** The subject of an acknowledgement in plain words. */
export const RECEIPT_SUBJECT = /^eingangsbestätigung(?!\p{L})/iu;

/** An automatic subject in plain words, without the answered one behind it. */
export const PLAIN_SUBJECT = new RegExp(
  `^(?:${PLAIN}|${ABSENCE_NOUN})\\s*(?:$|[:：](?!\\s*${REPLY_PREFIX}))`,
  'iu',
);

/** The words of absences inside a subject, with their endings and compounds: "Sommerurlaub", but not "Ferienhaus". */
const ABSENCE_INSIDE = [
  'abwesen\\p{L}{1,25}|(?:\\p{L}{1,20})?urlaub|urlaubs(?:notiz|meldung|nachricht|abwesenheit|vertretung|zeit)|(?:\\p{L}{1,20})?ferie[nr]?',
  'vacances|vacaciones|f[ée]rias|cong[ée]s?|(?:sommar|jul|vinter)?semester(?:ledig(?:het)?)?|(?:\\p{L}{1,12})?loma(?:lla|lle|n|ilmoitus)?',
  'urlop\\p{L}{0,4}|nieobecn\\p{L}{1,5}|nep[řr][íi]tomn\\p{L}{1,5}|távolléti?|dovolen(?:á|é|ou|k[aey]?|ke|ku)|отпуск(?:а|е|у|ом)?|отсутств\\p{L}{1,8}|відпустк\\p{L}|відсутн\\p{L}{1,8}|afwezigheids\\p{L}{1,15}|fr[åa]nvaro\\p{L}{1,12}|fraværs\\p{L}{1,12}|poissaolo\\p{L}{1,8}',
  'on leave|annual leave|away|absente?s?|absences|maternity|parental|concediul?|απουσ\\p{L}{1,8}|άδεια|izvan ureda|godišnj\\p{L}{1,5}|odsot\\p{L}{1,6}|(?:na )?dopustu?|puhkus\\p{L}{0,4}',
  "atostog\\p{L}{1,5}|atvaļinājum\\p{L}{0,3}|prombūtn\\p{L}{1,3}|nghỉ phép|cuti|fora de l['’]oficina",
  '休暇|休假|خارج المكتب|إجازة|מחוץ למשרד|חופשה|ลาพัก|ลาหยุด|不在辦公室|不在办公室|出差|휴가',
].join('|');

/** In scripts with spaces, a letter is no part of a whole word's edge. */
const SPACED_LETTER = '[\\p{Script=Latin}\\p{Script=Cyrillic}\\p{Script=Greek}]';

/** A subject that mentions an absence. Behind a reply prefix it was written by somebody else. */
export const ABSENCE_SUBJECT = new RegExp(
  `^(?!\\s*(?:re|aw|sv|vs|antw|odp|r[ée]f?|rif|ynt)\\s*:).*(?<!${SPACED_LETTER})(?:${AUTOMATIC}|${ABSENCE}|${ABSENCE_INSIDE})(?!${SPACED_LETTER})`,
  'iu',
);

/** How help desks acknowledge a request; used only together with a field that asks for silence. */
export const ACKNOWLEDGEMENT_SUBJECT = new RegExp(
  [
    '^(?:(?:re|aw|sv|antw)\\s?:\\s*)?(?:[\\[(][^\\])]{1,40}[\\])]\\s*)?(?:',
    '[\\[(]?(?:support )?(?:request|ticket|case|enquiry|inquiry) (?:has been )?(?:received|created|opened|registered)',
    "|(?:we(?: have|'ve)? )?received your (?:request|ticket|case|enquiry|inquiry|message|e-?mail)",
    '|your (?:request|ticket|case|enquiry|inquiry|message|e-?mail)(?: [(\\[#]\\S{1,30})? (?:has been|was) (?:received|created|registered)',
    '|ihre anfrage (?:ist|wurde|haben wir)|wir haben ihre (?:anfrage|nachricht|e-?mail) erhalten',
    '|nous avons bien reçu (?:votre|ta) (?:demande|message|e-?mail|mail|courriel|requête)|votre demande a (?:bien )?été (?:reçue|enregistrée|créée|prise en compte|transmise)',
    '|hemos recibido (?:su|tu) (?:solicitud|consulta|mensaje|correo|e-?mail|petición|ticket|caso)|abbiamo ricevuto (?:la|il) (?:sua|tua|vostra|suo|tuo|vostro) (?:richiesta|messaggio|e-?mail|segnalazione)',
    '|recebemos (?:[ao] )?(?:sua|seu|tua|teu|vossa) (?:solicitação|mensagem|e-?mail|pedido|contacto?|ticket)',
    ')',
  ].join(''),
  'iu',
);

/** What a help desk says about its new ticket; under such a subject, people hardly ever write it. */
export const ACKNOWLEDGEMENT_BODY =
  /\b(?:ticket|case|request|enquiry|inquiry) (?:\S{1,30} )?(?:has been|was) (?:\S{1,20} )?(?:received|created|opened|registered|logged)\b|\b(?:ticket|vorgang|anfrage) .{0,40}(?:wurde|ist) .{0,30}(?:erstellt|eröffnet|angelegt|registriert|eingegangen)/iu;
