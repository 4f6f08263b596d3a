/** How long somebody is away. */
const UNTIL = [
  "(?<!\\p{L})(?:until|till|through|bis|jusqu['’]|hasta|fino al?|até|tot|t/m|asti|saakka|until|până|έως|μέχρι|kuni|iki|līdz|đến|sampai|hingga|fins)(?!\\p{L})|(?<!\\p{L})jusqu",
  '(?<!\\p{L})(?:from|vom|ab|du|del|dal|de|van|vanaf|från|fra|od|с|від) (?:dem |den |the )?\\d',
  '(?<!\\p{L})(?:tills?|til|fram|do|до|по|t\\.?o\\.?m\\.?)(?: och med| og med| dnia)?(?: den| d\\.)? ?\\d|(?<!\\p{L})(?:till?|do|до) (?:och med |og med )?\\p{L}{2,12}(?:dag|tku|r[ku]|y|ka)(?!\\p{L})',
  '\\d-?ig(?!\\p{L})|まで|直到|[至到] ?(?:\\d|下|本|[周週星])|까지|حتى|עד|จนถึง|ถึงวันที่',
];

/** That the writer comes back. */
const RETURN = [
  '\\b(?:return(?:ing)?|back (?:on|in|at|by))\\b|(?:bin|komme|kehre|wieder) (?:\\S{1,15} ){0,6}zurück|zurück (?:sein|im|am)|rückkehr|wieder (?:da|erreichbar|anwesend|im|für|zu|ab|am)(?!\\p{L})',
  'de retour|mon retour|reviens|reviendrai|regres|(?<!\\p{L})vuelvo|volveré|mi vuelta|reincorpor|ritorn|rientr|torner[òo]|(?<!\\p{L})torno|(?<!\\p{L})volto|voltarei|retorn',
  '(?<!\\p{L})terug(?!\\p{L})|weer (?:op kantoor|aanwezig|bereikbaar)|tillbaka|åter(?!\\p{L})|tilba[gk]e|takaisin|palaan|paluu|wracam|wrócę|powro[ct]|vrátím|zpět|návrat|vraciam|вернусь|возвращ|повернус|visszat',
  '戻り|戻る|復帰|出社|休暇明け|返回|回来|回來|返岗|복귀|돌아',
];

/** That the mail will be answered later, is passed to nobody, or whom to turn to. */
const CARE = [
  "\\bi(?:['’]ll| will| shall) (?:\\p{L}{1,12} ){0,2}(?:reply|respond|answer|get back|read)|(?:beantworte|antworte|melde|lese|bearbeite) ich|ich (?:antworte|melde mich|beantworte)|ich werde .{0,60}(?:antworten|melden|bearbeiten)",
  'répondrai|prendrai connaissance|responder[ée]|contestaré|risponder[òo]|responderei|(?:beantwoord|reageer) ik|ik (?:beantwoord|reageer)|(?:svarar|återkommer|läser) jag|jag (?:svarar|återkommer)|svarer jeg|jeg (?:svarer|vender tilbage)|vastaan|odpowiem|odpiszę|odpovím|odpoviem|отвечу',
  '返信(?:いた|致|させ|し(?:ます|たい)|が遅)|ご連絡(?:いた|致|申し|差し上げ|させ|します)|回复您|回覆您|(?:后|後|再|时|時)(?:回复|回覆|答复|答覆)|(?:회신|답변|연락) ?(?:드리|하겠)',
  '\\bnot (?:be )?forwarded|nicht (?:automatisch )?weitergeleitet|pas (?:transf[ée]r|redirig|transmis)|no (?:será|serán|se) reenv|non (?:sarà|saranno|viene|vengono) inoltr|não (?:será|serão) (?:re)?encaminh|niet (?:automatisch )?door(?:gestuurd|gezonden)|inte vidarebefordra|vidarebefordras inte|ikke videresend|videresendes ikke|nie (?:są|jest|będą|będzie) przekazyw|nejsou přepos|не (?:будут|будет|пересыла)|転送され|转发|轉發|전달되지',
  "(?:for|in|if|with) (?:any |an |it is |it['’]s )?(?:urgent|emergenc)|urgent (?:matters|cases|requests|issues)|(?<!\\p{L})dringende[nr]? |en cas d['’]urgence|caso de (?:urgencia|urgência)|casi? (?:di urgenza|urgent)|asuntos urgentes|assuntos urgentes|bij spoed|voor (?:spoed|dringend)|brådskande|vid akut|ved (?:hast|akut)|hastende|kiireellis|pilnych|naléhav|urgentn[íý]ch|срочн|至急|お急ぎ|緊急|紧急|긴급|급한",
  'in my absence|mich vertritt|vertret(?:ung|en|er)|en mon absence|en mi ausencia|in mia assenza|na minha ausência|tijdens mijn afwezigheid|under min frånvaro|zastęp|zastup|замещ|代理|대신',
  '(?:please|kindly|you (?:can|may)) (?:contact|call|write to|reach|turn to|e-?mail) (?!me(?!\\p{L}))|wenden sie sich|veuillez contacter (?!moi)|neem contact op met|kontakta gärna|proszę (?:o )?kontakt|обращайтесь|请联系|請聯繫|請聯絡|문의',
];

/** Openings in which the writer announces a return. */
export const RETURN_WORDS = new RegExp(RETURN.join('|'), 'iu');

/** Openings that say, besides the absence, how long it is, or what happens to the mail. */
export const NOTE_SIGN = new RegExp([...UNTIL, ...RETURN, ...CARE].join('|'), 'iu');

/** Openings in which a machine calls itself one, or thanks for a mail. */
export const MACHINE_WORDS = new RegExp(
  [
    "(?<!\\p{L})(?:this|dies\\p{L}{0,2}|c['’]est|ceci|cette?|ce|est[eao]|isto|quest[ao]|dit|deze|dett?[ea]|denne|tämä|to|ta|tato|toto|это|це|这|這|本|此|この|これ|이)(?![a-z]).{0,40}(?:automat|автомат|自動|自动|자동)",
    'thank(?:s| you)(?: very much)? for (?:your|contacting|writing|getting)|(?:dank|danke) für (?:ihre|deine|eure|die)|merci (?:pour|de) (?:votre|vos|nous)|gracias por (?:su|tu|contactar|escribir)|grazie per (?:la sua|aver|il suo|averci)|obrigad[oa] (?:pel|por)|(?:be)?dankt? voor (?:uw|je|het)|tack för (?:ditt|din|ert)|takk? for (?:din|deres|henvend)|kiitos |dziękuj|děkuj|ďakuj|спасибо за|ありがとう|感谢|感謝|감사',
  ].join('|'),
  'iu',
);

/** What an acknowledgement says below the bare word "Eingangsbestätigung". */
export const RECEIVED_WORDS =
  /(?:vielen|herzlichen|besten) dank|(?<!\p{L})danke?[.!]|(?<!\p{L})danke für|(?<!\p{L})(?:ihre|deine|eure) .{0,60}(?:erhalten|eingegangen)/iu;
