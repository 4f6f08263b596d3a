/** Reply prefixes: an answering machine appends the subject that it answers to its own. */
const REPLY_PREFIX = '(?:re|aw|sv|antw|fwd?)\\s*:';

/** The subject of a person's answer, also to an automatic mail. */
export const REPLY_SUBJECT = new RegExp(`^${REPLY_PREFIX}`, 'i');

/** Subjects that only programs write: a fixed opening, followed by `:` or by the end. */
const AUTOMATIC = [
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
  'außer haus',
  'nicht im (?:büro|hause)',
  'autoantwort',
  'eingangsbestätigung',
  'automatisch antwoord',
  'afwezigheidsbericht',
  'afwezigheidsassistent',
  'niet aanwezig',
  'r[ée]ponse automatique(?: d.absence(?: du bureau)?)?',
  "message d'absence",
  'absence du bureau',
  "avis d'absence",
  "notification d'absence",
  'absent(?:e)? du bureau',
  'respuesta autom[áa]tica',
  'fuera de (?:la )?oficina',
  'ausente de la oficina',
  'mensaje autom[áa]tico',
  'contestaci[óo]n autom[áa]tica',
  'resposta autom[áa]tica',
  'fora do escrit[óo]rio',
  'mensagem autom[áa]tica',
  'risposta automatica',
  'fuori (?:sede|ufficio)',
  'assenza dall.ufficio',
  'messaggio automatico',
  'autosvar',
  'automatiskt? svar',
  'fr[åa]nvaromeddelande',
  'fravær(?:sbesked|smelding)',
  'ikke p[åa] kontoret',
  'automatisk (?:svar|besvarelse)',
  'ej på kontoret',
  'automaattinen vastaus',
  'poissaoloilmoitus',
  'poissa toimistosta',
  'automatyczna odpowied[źz]',
  'odpowied[źz] automatyczna',
  'poza biurem',
  'autoodpowiedź',
  'automatick[áa] odpov[ěe][ďd]',
  'mimo kancel[áa][řr]',
  'automatická odpoveď',
  'automatikus v[áa]lasz',
  'h[áa]zon k[íi]v[üu]l',
  'r[ăa]spuns automat',
  'în afara biroului',
  'samodejni odgovor',
  'automatski odgovor',
  'automaatvastus',
  'automātiskā atbilde',
  'automatinis atsakymas',
  'автоответ(?:чик)?',
  'автоматический ответ',
  'вне офиса',
  'автоматична відповідь',
  'автовідповідь',
  'автоматичен отговор',
  'αυτόματη απάντηση',
  'εκτός γραφείου',
  'otomatik (?:yanıt|cevap)',
  'ofis dışında',
  'תשובה אוטומטית',
  'رد تلقائي',
  'الرد التلقائي',
  '自動返信',
  '自動応答',
  '不在通知',
  '不在のお知らせ',
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

/** Names of absences: machines put them before a subject, and people write about them. */
const ABSENCE = [
  'ooo',
  'vacation',
  'abwesend',
  'abwesenheit',
  'absence',
  'assenza',
  'afwezig(?:heid)?',
  'aus[êe]nci?a(?: tempor[áa]ria)?',
  'fr[åa]nvaro',
  'frånvarande',
  'fravær(?:ende)?',
  'poissa(?:olo)?',
  'nieobecno[śs][ćc]',
  'nep[řr][íi]tomnost',
  'távollét',
  '不在',
  '부재 ?중',
].join('|');

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

/** A subject that mentions an absence. Behind a reply prefix it was written by somebody else. */
export const ABSENCE_SUBJECT = new RegExp(
  `^(?!\\s*(?:re|aw|sv|vs|antw|odp|r[ée]f?|rif|ynt)\\s*:).*(?:${AUTOMATIC}|${ABSENCE}|abwesen|urlaub|vacances|vacaciones|f[ée]rias|ferie|semester|loma|urlop|dovolen|отпуск|отсутств|休暇|休假|on leave|annual leave|away|absent|maternity|parental|\\bcong[ée]|neprítomn|відпустк|відсутн|concediu|απουσ|άδεια|εκτός γραφείου|خارج المكتب|إجازة|מחוץ למשרד|חופשה|izvan ureda|godišnj|odsot|dopust|puhkus|atostog|atvaļinājum|prombūtn|nghỉ phép|\\bcuti\\b|ลาพัก|ลาหยุด|fora de l['’]oficina|不在辦公室|不在办公室|出差|휴가)`,
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
    '|nous avons bien reçu|votre demande a (?:bien )?été|hemos recibido (?:su|tu)|abbiamo ricevuto|recebemos (?:a )?su?a',
    ')',
  ].join(''),
  'iu',
);

/** What a help desk says about its new ticket; under such a subject, people hardly ever write it. */
export const ACKNOWLEDGEMENT_BODY =
  /\b(?:ticket|case|request|enquiry|inquiry) (?:\S{1,30} )?(?:has been|was) (?:\S{1,20} )?(?:received|created|opened|registered|logged)\b|\b(?:ticket|vorgang|anfrage) .{0,40}(?:wurde|ist) .{0,30}(?:erstellt|eröffnet|angelegt|registriert|eingegangen)/iu;
