const SAYS_AUTOMATIC =
  '(?<!["“„«»‘]\\s?)this is an auto(?:matic|mated|matically)?[- ]?(?:reply|response|generated)|\\bdies(?:e|es)?\\b.{0,40}automatisch (?:generiert|erstellt|versend)';

/** Openings in which a note says that nobody wrote it. */
export const AUTOMATIC_BODY = new RegExp(SAYS_AUTOMATIC, 'iu');

/** Openings that mention an absence. */
export const ABSENCE_WORDS = new RegExp(
  [
    "\\b(?:i am|i'm|i will be|i'll be|am) (?:currently |now |presently |temporarily )?(?:out of (?:the )?(?:office|country)|away (?:from|until|on)|on (?:vacation|holiday|leave|annual leave|maternity|paternity|parental)|not in the office|unavailable until)",
    'limited access to (?:my )?(?:e-?mail)|thank you for your (?:e-?mail|message)[.!,]? .{0,40}(?:out of (?:the )?office|away)|will (?:respond|reply|get back).{0,40}(?:upon|on|when) my return',
    'ich bin (?:derzeit|zur ?zeit|momentan|aktuell|bis|vom|ab|leider|im|nicht|heute|wieder|erst)\\b.{0,60}(?:abwesend|urlaub|büro|haus|erreichbar|außer)|bin ich (?:nicht|abwesend|im urlaub|wieder)|(?:nachricht|e-?mails?) (?:wird|werden) nicht (?:automatisch )?weitergeleitet|ich werde .{0,60}nicht (?:im (?:büro|hause?)|anwesend|erreichbar)',
    'je (?:suis|serai) (?:actuellement |absent|en (?:cong|vacances|d[ée]placement))|absente? (?:du bureau|jusqu|du )|de retour le',
    'estoy (?:fuera|de vacaciones|ausente)|me encuentro (?:fuera|de vacaciones|ausente)|estar[ée] (?:fuera|de vacaciones|ausente)|estou (?:ausente|de f[ée]rias|fora)|estarei (?:ausente|de f[ée]rias|fora)',
    'sono (?:assente|in ferie|fuori)|sar[òo] (?:assente|in ferie|fuori)|ik ben (?:momenteel |tot |op |niet |afwezig|met vakantie|van )|jag (?:är|har) (?:semester|borta|ledig|på semester|för närvarande|inte|tjänstledig)|jeg er (?:på ferie|ikke|ute|bortreist|fraværende)|olen (?:lomalla|poissa)',
    'jestem (?:na urlopie|nieobecn|poza)|będę nieobecn|jsem (?:mimo|na dovolen|nepřítom)|szabads[áa]gon|я (?:в отпуске|отсутству|нахожусь в отпуске)|нахожусь в отпуске|буду отсутствовать|şu anda ofis|izindeyim|ofis dışında',
    'ich befinde mich .{0,40}(?:urlaub|elternzeit|mutterschutz|dienstreise)|actuellement (?:en cong|absent|en vacances|en d[ée]placement)|hors du bureau|(?:estic|estaré) (?:de vacances|fora|absent)',
    'som (?:na dovolenk|mimo kancel|neprítomn)|sunt (?:în|in) concediu|nu sunt (?:la|în) birou|(?:у|в) відпустці|буду відсутн|απουσι[άα]ζω|λείπω από|εκτός γραφείου|σε άδεια|в отпуска? съм|отсъствам',
    'na godišnjem (?:sam )?odmoru|izvan ureda|van kancelarije|na dopustu|odsot(?:na|en)(?!\\p{L})|(?:olen|viibin) (?:puhkusel|eemal)|atostogauju|esu atostogose|nesu biure|(?:esmu|atrodos) (?:atvaļinājumā|prombūtnē)',
    'خارج المكتب|في إجازة|מחוץ למשרד|בחופשה|đang nghỉ phép|không có mặt tại văn phòng|sedang cuti|(?:tidak (?:berada )?di|di luar) (?:kantor|pejabat)|ลาพักร้อน|ลาหยุด|ไม่อยู่(?:ที่)?(?:สำนักงาน|ออฟฟิศ)',
    '休暇(?:中|を|のため)|不在(?:に|と|の)|外出(?:中|して)|休假|不在办公室|不在辦公室|휴가|부재',
  ].join('|'),
  'iu',
);

/** Openings of absence notes. */
export const ABSENCE_BODY = new RegExp(`${SAYS_AUTOMATIC}|${ABSENCE_WORDS.source}`, 'iu');
