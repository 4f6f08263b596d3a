/** Subjects that only machines write, each as the program sets it: a fixed opening, closed by `:` or by the end. */
const AUTOMATIC = [
  'auto(?:matic|mated)?[- ]?(?:reply|response|answer|responder|respond)', 'autoreply', 'auto', 'out of (?:the )?office(?: (?:auto ?reply|reply|notification|message|response))?',
  'ooo', 'vacation(?: (?:reply|message|notice|response))?', 'away (?:from (?:my )?(?:mail|office)|message|notice)', 'holiday (?:reply|message)', 'automated (?:message|email) reply',
  'automatische (?:antwort|afwezigheidsmelding|reactie|nachricht)', 'automatisches antwort(?:schreiben)?', 'abwesenheits(?:notiz|nachricht|meldung|benachrichtigung|assistent)', 'abwesend', 'nicht im (?:büro|hause)', 'autoantwort', 'eingangsbestätigung',
  'automatisch antwoord', 'afwezig(?:heid|heidsbericht)?', 'afwezigheidsassistent', 'niet aanwezig',
  'r[ée]ponse automatique', "message d'absence", 'absence du bureau', "avis d'absence", "notification d'absence", "absent(?:e)? du bureau",
  'respuesta autom[áa]tica', 'fuera de (?:la )?oficina', 'ausente de la oficina', 'mensaje autom[áa]tico', 'contestaci[óo]n autom[áa]tica',
  'resposta autom[áa]tica', 'fora do escrit[óo]rio', 'aus[êe]ncia(?: tempor[áa]ria)?', 'mensagem autom[áa]tica',
  'risposta automatica', 'fuori (?:sede|ufficio)', 'assenza dall.ufficio', 'messaggio automatico',
  'autosvar', 'automatiskt? svar', 'fr[åa]nvaro(?:meddelande)?', 'frånvarande', 'fravær(?:sbesked|smelding)?', 'ikke p[åa] kontoret', 'automatisk (?:svar|besvarelse)', 'ej på kontoret',
  'automaattinen vastaus', 'poissaolo(?:ilmoitus)?', 'poissa toimistosta',
  'automatyczna odpowied[źz]', 'odpowied[źz] automatyczna', 'nieobecno[śs][ćc]', 'poza biurem', 'autoodpowiedź',
  'automatick[áa] odpov[ěe][ďd]', 'mimo kancel[áa][řr]', 'nep[řr][íi]tomnost', 'automatická odpoveď',
  'automatikus v[áa]lasz', 'h[áa]zon k[íi]v[üu]l', 'r[ăa]spuns automat', 'în afara biroului', 'samodejni odgovor', 'automatski odgovor', 'automaatvastus', 'automātiskā atbilde', 'automatinis atsakymas',
  'автоответ(?:чик)?', 'автоматический ответ', 'вне офиса', 'автоматична відповідь', 'автовідповідь', 'автоматичен отговор', 'αυτόματη απάντηση', 'εκτός γραφείου',
  'otomatik (?:yanıt|cevap)', 'ofis dışında', 'תשובה אוטומטית', 'רد تلقائي', 'رد تلقائي', 'الرد التلقائي',
  '自動返信', '自動応答', '不在通知', '不在のお知らせ', '自动回复', '自动答复', '自動回覆', '자동 ?(?:회신|응답|답장)', '부재 ?중', 'trả lời tự động', 'ตอบกลับอัตโนมัติ', 'balasan otomatis', 'jawapan automatik',
].join('|'); // prettier-ignore

/** A subject that is an automatic one from its first letter; "Re: Automatic reply: …" is a person's answer to one. */
export const AUTOMATIC_SUBJECT = new RegExp(`^(?:[\\[(【]?(?:${AUTOMATIC})[\\])】]?)(?:\\s*[:：]|\\s*$|\\s+(?:re|aw|sv|antw|fwd?)\\s*:)`, 'iu');

/** A subject that speaks of an absence. */
export const ABSENCE_SUBJECT = new RegExp(`(?:${AUTOMATIC}|abwesen|absence|vacation|urlaub|vacances|vacaciones|f[ée]rias|ferie|semester|loma|urlop|dovolen|отпуск|отсутств|休暇|不在|休假|on leave|annual leave|away|absent|maternity|parental)`, 'iu');

/** Openings of absence notes. */
export const ABSENCE_BODY = new RegExp(
  [
    "\\b(?:i am|i'm|i will be|i'll be|am) (?:currently |now |presently |temporarily )?(?:out of (?:the )?(?:office|country)|away (?:from|until|on)|on (?:vacation|holiday|leave|annual leave|maternity|paternity|parental)|not in the office|unavailable until)",
    'limited access to (?:my )?(?:e-?mail)|(?:this is an|an) auto(?:matic|mated)[- ]?(?:reply|response|generated)|thank you for your (?:e-?mail|message)[.!,]? .{0,40}(?:out of (?:the )?office|away)|will (?:respond|reply|get back).{0,40}(?:upon|on|when) my return',
    'ich bin (?:derzeit|zur ?zeit|momentan|aktuell|bis|vom|ab|leider|im|nicht|heute|wieder|erst)\\b.{0,60}(?:abwesend|urlaub|büro|haus|erreichbar|außer)|bin ich (?:nicht|abwesend|im urlaub|wieder)|(?:nachricht|e-?mails?) (?:wird|werden) nicht (?:automatisch )?weitergeleitet|automatisch (?:generierte|erstellte)',
    'je suis (?:actuellement |absent|en (?:cong|vacances|d[ée]placement))|absente? (?:du bureau|jusqu|du )|de retour le',
    'estoy (?:fuera|de vacaciones|ausente)|me encuentro (?:fuera|de vacaciones|ausente)|estar[ée] (?:fuera|de vacaciones|ausente)|estou (?:ausente|de f[ée]rias|fora)|estarei (?:ausente|de f[ée]rias|fora)',
    'sono (?:assente|in ferie|fuori)|sar[òo] (?:assente|in ferie|fuori)|ik ben (?:momenteel |tot |op |niet |afwezig|met vakantie|van )|jag (?:är|har) (?:semester|borta|ledig|på semester|för närvarande|inte|tjänstledig)|jeg er (?:på ferie|ikke|ute|bortreist|fraværende)|olen (?:lomalla|poissa)',
    'jestem (?:na urlopie|nieobecn|poza)|będę nieobecn|jsem (?:mimo|na dovolen|nepřítom)|szabads[áa]gon|я (?:в отпуске|отсутству|нахожусь в отпуске)|нахожусь в отпуске|буду отсутствовать|şu anda ofis|izindeyim|ofis dışında',
    '休暇(?:中|を|のため)|不在(?:に|と|の)|外出(?:中|して)|休假|不在办公室|不在辦公室|휴가|부재',
  ].join('|'),
  'iu',
); // prettier-ignore
