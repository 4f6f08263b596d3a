/** Words that may be between the verb and the absence: "ich bin leider bis zum 3. Mai nicht im Büro". */
const ADVERBS =
  'currently|now|presently|temporarily|still|derzeit|momentan|aktuell|gerade|leider|heute|morgen|nun|zur ?zeit|im moment|erst|auch|noch|actuellement|en ce moment|temporairement|actualmente|ahora|temporalmente|attualmente|al momento|atualmente|momentaneamente|momenteel|op dit moment|helaas|nu|för närvarande|just nu|tyvärr|for (?:øjeblikket|tiden)|i øjeblikket|dessverre|desværre|tällä hetkellä|nyt|obecnie|aktualnie|teraz|aktuálně|momentálně|nyní|právě|сейчас|временно|в настоящее время';
const DATES =
  "bis|ab|vom|von|seit|am|in der zeit|from|until|du|le|jusqu['’]au|del?|desde|hasta|el|dal?|fino al?|até|tot|t/m|van|vanaf|till|från|fram|til|fra|do|od|с|до|по";
const GAP = `(?: (?:${ADVERBS}),?){0,3}(?: (?:${DATES})(?: \\S{1,15}){1,8}?)?`;

/** Whoever is "on vacation at your rental" is a guest. */
const AT_YOURS =
  '(?! (?:at|in|on|with|bei|auf|dans|chez|en|da|nel|nella|no|na|bij|op|hos|i|på|u|w|v|ve|у|в) (?:your|ihre[mnrs]?|ihnen|eure[mnrs]?|euch|votre|vos|vous|sus?|vuestr[ao]s?|vostr[aoei]|voi|seus?|suas?|uw|u|jullie|er|ert|era|jer|jeres|deres|was|wasz\\p{L}{0,3}|państwa|vás|vaš\\p{L}{0,3}|вас|ваш\\p{L}{0,3})(?!\\p{L}))';

const SAYS_AUTOMATIC =
  '(?<!["“„«»‘]\\s?)(?:this is an auto(?:matic|mated|matically)?[- ]?(?:reply|response|generated)|\\bdies(?:e|es)?\\b.{0,40}automatisch (?:generiert|erstellt|versend))';

/** Openings in which a note says that nobody wrote it. */
export const AUTOMATIC_BODY = new RegExp(SAYS_AUTOMATIC, 'iu');

/** Each row: who and verb, then the absence as the whole predicate. */
const PREDICATES: [verb: string, absence: string][] = [
  [
    "i am|i['’]m|i will be|i['’]ll be|am",
    'out of (?:the |my )?(?:office|country)|away (?:from|until|till|on)|on (?:vacation|holidays?|leave|annual leave|(?:maternity|paternity|parental|sick)(?: leave)?)|not in the office|unavailable until',
  ],
  [
    'ich (?:bin|werde|befinde mich)|(?:bin|werde|befinde) ich(?: mich)?',
    'nicht (?:im (?:büro|hause?|dienst)|am (?:platz|arbeitsplatz)|anwesend|erreichbar|da(?![\\p{L}-])|für sie da)|(?:nur )?(?:schlecht|schwer|eingeschränkt) erreichbar|abwesend|außer haus|außerhalb des büros|nicht (?:persönlich|telefonisch|per e-?mail) erreichbar|(?:im|in) (?:\\p{L}{1,20})?(?:urlaub|mutterschutz|elternzeit)|(?:auf|in) (?:dienst|geschäfts)reise',
  ],
  [
    'je (?:suis|serai)|(?<!\\p{L} )(?:étant )?actuellement',
    'absente?(?: du bureau)?(?! de (?:chez|la maison))|en (?:congés?|vacances|d[ée]placement|formation|arr[êe]t)|hors du bureau|injoignable',
  ],
  [
    'estoy|me encuentro|estar[ée]',
    '(?:fuera(?: de (?:la |mi )?oficina| del? (?:despacho|país)| hasta| unos| durante|(?=[.,;]| del \\d))|de (?:vacaciones|baja|permiso)|ausente)',
  ],
  [
    'estou|estarei|encontro-me',
    'ausente|de f[ée]rias|de licença|fora (?:do (?:escrit[óo]rio|país)|até|de \\d)|fora(?=[.,;])',
  ],
  [
    'sono|sar[òo]',
    "assente(?! da (?:casa|voi))|in (?:ferie|congedo|malattia|trasferta|maternità)|fuori (?:ufficio|sede|dall['’]ufficio|stanza|città)",
  ],
  [
    'ik ben|ben ik',
    'afwezig|niet (?:op (?:kantoor|(?:het|mijn) werk)|aanwezig|bereikbaar)|(?:met|op) (?:vakantie|(?:\\p{L}{1,20})?verlof)|buiten kantoor',
  ],
  [
    'jag (?:är|har|kommer att vara)|är jag|har jag',
    '(?:på )?semester|ledig|(?:tjänst|föräldra)ledig|borta|bortrest|sjukskriven|inte (?:på (?:kontoret|jobbet|plats)|i tjänst|anträffbar|tillgänglig)',
  ],
  [
    'jeg (?:er|har)|er jeg|har jeg',
    '(?:på )?(?:\\p{L}{1,10})?ferie|på (?:kursus|kurs|orlov|barsel|barselsorlov|permisjon|rejse|reise)|ikke (?:på (?:kontoret|arbejde|jobb|arbeid|plads|plass)|til ?stede|tilgjengelig|tilgængelig|at træffe|å treffe)|ute av kontoret|ude af kontoret|ude af huset|bortrejst|bortreist|fraværende',
  ],
  ['olen', '(?:\\p{L}{1,12})?lomalla|vapaalla|poissa|(?:työ)?matkalla|puhkusel|eemal'],
  ['jestem|będę|przebywam', 'na (?:\\p{L}{1,20} )?urlopie|nieobecn[ya]|poza (?:biurem|firmą)'],
  ['jsem|budu', 'mimo (?:kancelář|pracoviště)|na (?:mateřské )?dovolené|nepřítom\\p{L}{1,4}'],
  ['som|budem', 'na dovolenk\\p{L}|mimo kancel\\p{L}{1,5}|neprítomn\\p{L}'],
  ['я|нахожусь|буду', '(?:нахожусь )?в (?:\\p{L}{1,15} )?отпуске|отсутств\\p{L}{1,6}|вне офиса'],
];

/** Who comes back on a later day is away until then; who is back today is not. */
const COMES_BACK = [
  '(?:ich (?:bin|werde)|(?:bin|werde) ich) (?:(?:leider|voraussichtlich|erst|wieder) ){0,3}(?:ab|am|erst|nächste) (?:\\S{1,15} ){1,6}?(?:wieder|zurück)(?: (?:da|erreichbar|anwesend|für sie da|im (?:büro|hause?|dienst)))?(?!\\p{L})',
  '(?:ab|am) (?:\\S{1,15} ){1,4}?(?:bin|werde) ich (?:wieder|zurück)(?!\\p{L})',
  '(?:je serai |(?:^|[.!] )(?:serai )?)de retour (?:le|lundi|mardi|mercredi|jeudi|vendredi|au bureau|à partir)',
  '(?:ik ben|ben ik) (?:pas |weer ){0,2}(?:op|vanaf|per) (?:\\S{1,15} ){1,4}?(?:weer|terug)(?: (?:op kantoor|aanwezig|bereikbaar))?(?!\\p{L})',
].join('|');

const spoken = ([verb, absence]: [string, string]): string =>
  `(?<!\\p{L})(?:${verb})${GAP} (?:${absence})(?!\\p{L})${AT_YOURS}`;

/** Openings in which somebody says that they are away. */
export const ABSENCE_WORDS = new RegExp(
  [
    ...PREDICATES.map(spoken),
    COMES_BACK,
    "(?:^|[.!:,] )absente? (?:du bureau|jusqu|du \\d)|limited access to (?:my )?(?:e-?mails?)(?! account)|thank you for your (?:e-?mail|message)[.!,]? .{0,40}(?:out of (?:the )?office|\\b(?:is|are|am|be|['’](?:m|s|re)) (?:currently )?away)|will (?:respond|reply|get back).{0,40}(?:upon|on|when) my return",
    '(?:ihre|deine|eure) (?:nachricht|e-?mails?) (?:wird|werden) nicht (?:automatisch )?weitergeleitet',
    'şu anda ofis(?:te değil| dışında)|(?:izindeyim|ofis dışında)(?!\\p{L})|szabads[áa]gon(?: \\S{1,20}){0,3} (?:vagyok|leszek|tartózkodom)|(?:vagyok|leszek) szabads[áa]gon|(?:estic|estaré) (?:de vacances|fora|absent)',
    'sunt (?:în|in) concediu|nu sunt (?:la|în) birou|(?:у|в) відпустці|буду відсутн|απουσι[άα]ζω|λείπω από|εκτός γραφείου|σε άδεια|в отпуска? съм|отсъствам',
    'na godišnjem (?:sam )?odmoru|izvan ureda|van kancelarije|na dopustu|odsot(?:na|en)(?!\\p{L})|viibin (?:puhkusel|eemal)|atostogauju|esu atostogose|nesu biure|(?:esmu|atrodos) (?:atvaļinājumā|prombūtnē)',
    'خارج المكتب|في إجازة|מחוץ למשרד|בחופשה|đang nghỉ phép|không có mặt tại văn phòng|sedang cuti|(?:tidak (?:berada )?di|di luar) (?:kantor|pejabat)|ลาพักร้อน|ลาหยุด|ไม่อยู่(?:ที่)?(?:สำนักงาน|ออฟฟิศ)',
    '休暇(?:中(?:です|の(?:ため|為)|につき|とな|で(?:ござ|す|おり))|を(?:取得|いただ|頂|とって)|のため)|不在(?:に(?:して|いたし|致し|し?ます|なり)|と(?:なり|なって|させ)|です|で(?:ござ|す|おり))|外出(?:中(?:です|で(?:ござ|おり)|のため)|して(?:おり|い))',
    '(?:正在|[我将將已]|目前|现在)休假(?!期|时|時|的)|休假(?:中|至|到)|(?:不在|离开|離開)(?:办公室|辦公室)|휴가 ?(?:중(?:입니다|이오니|이며|이라|이므로|인 관계로)|로 인해|입니다|를 떠나)|부재 ?중(?:입니다|이오니|이며|이라|이므로)|자리를 비우',
  ].join('|'),
  'iu',
);
