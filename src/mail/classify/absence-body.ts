const SAYS_AUTOMATIC =
  'this is an auto(?:matic|mated|matically)?[- ]?(?:reply|response|generated)|\\bdies(?:e|es)?\\b.{0,40}automatisch (?:generiert|erstellt|versend)';

/** Openings by which a note says itself that nobody has written it. */
export const AUTOMATIC_BODY = new RegExp(SAYS_AUTOMATIC, 'iu');

/** Openings of absence notes. */
export const ABSENCE_BODY = new RegExp(
  [
    SAYS_AUTOMATIC,
    "\\b(?:i am|i'm|i will be|i'll be|am) (?:currently |now |presently |temporarily )?(?:out of (?:the )?(?:office|country)|away (?:from|until|on)|on (?:vacation|holiday|leave|annual leave|maternity|paternity|parental)|not in the office|unavailable until)",
    'limited access to (?:my )?(?:e-?mail)|thank you for your (?:e-?mail|message)[.!,]? .{0,40}(?:out of (?:the )?office|away)|will (?:respond|reply|get back).{0,40}(?:upon|on|when) my return',
    'ich bin (?:derzeit|zur ?zeit|momentan|aktuell|bis|vom|ab|leider|im|nicht|heute|wieder|erst)\\b.{0,60}(?:abwesend|urlaub|büro|haus|erreichbar|außer)|bin ich (?:nicht|abwesend|im urlaub|wieder)|(?:nachricht|e-?mails?) (?:wird|werden) nicht (?:automatisch )?weitergeleitet|ich werde .{0,60}nicht (?:im (?:büro|hause?)|anwesend|erreichbar)',
    'je (?:suis|serai) (?:actuellement |absent|en (?:cong|vacances|d[ée]placement))|absente? (?:du bureau|jusqu|du )|de retour le',
    'estoy (?:fuera|de vacaciones|ausente)|me encuentro (?:fuera|de vacaciones|ausente)|estar[ée] (?:fuera|de vacaciones|ausente)|estou (?:ausente|de f[ée]rias|fora)|estarei (?:ausente|de f[ée]rias|fora)',
    'sono (?:assente|in ferie|fuori)|sar[òo] (?:assente|in ferie|fuori)|ik ben (?:momenteel |tot |op |niet |afwezig|met vakantie|van )|jag (?:är|har) (?:semester|borta|ledig|på semester|för närvarande|inte|tjänstledig)|jeg er (?:på ferie|ikke|ute|bortreist|fraværende)|olen (?:lomalla|poissa)',
    'jestem (?:na urlopie|nieobecn|poza)|będę nieobecn|jsem (?:mimo|na dovolen|nepřítom)|szabads[áa]gon|я (?:в отпуске|отсутству|нахожусь в отпуске)|нахожусь в отпуске|буду отсутствовать|şu anda ofis|izindeyim|ofis dışında',
    '休暇(?:中|を|のため)|不在(?:に|と|の)|外出(?:中|して)|休假|不在办公室|不在辦公室|휴가|부재',
  ].join('|'),
  'iu',
);

/** A question, or what a person wants: an absence note asks for nothing. The words of an answered mail are not looked at. */
export const REQUEST = new RegExp(
  [
    '[?？؟](?=\\s|$)',
    "(?:\\bi['’]d|(?<!\\byou )\\bwould) (?:like|love) (?:to (?!inform|let|thank|advise|tell)|you to|my\\b)",
    '\\bi want\\b|\\bich (?:möchte|würde gern|hätte gern)(?!\\p{L})(?! sie)',
    '\\bje (?:voudrais|souhaite|souhaiterais)(?!\\p{L})|\\b(?:quiero|quisiera|me gustaría)(?!\\p{L})|\\bvorrei\\b|\\b(?:quero|gostaria)\\b|\\bik (?:wil|zou graag)\\b',
  ].join('|'),
  'iu',
);
