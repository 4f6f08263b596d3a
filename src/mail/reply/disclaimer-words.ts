/** How a language opens a notice below a mail, and how its writers speak of themselves. */
export interface NoticeWords {
  opening: string;
  /** First person singular; a company's notice has none. */
  self: string;
}

/** The paragraphs that companies put below every mail, by language. */
export const NOTICE_WORDS: Readonly<Record<string, NoticeWords>> = {
  cs: {
    opening: 'tato (?:e-mailová )?zpráva|tento e-?mail|informace obsažené',
    self: 'já|můj|mému|mého|moje|moji|mně|chci|jsem',
  },
  da: { opening: 'denne (?:e-?mail|meddelelse|mail)', self: 'jeg|min|mit|mine' },
  de: {
    opening:
      'diese (?:e-?mail|nachricht|mail|mitteilung)|der inhalt dieser|die in dieser|vertraulichkeitshinweis|bitte (?:denken|prüfen) sie|wichtiger hinweis',
    self: 'ich|mein|meine[mnrs]?|mir',
  },
  en: {
    opening:
      '(?:this|the) (?:e-?mail|message|communication|transmission|electronic)|confidential|disclaimer|privileged|the (?:information|contents?) (?:contained )?(?:in|of) this|important notice|legal notice|notice:|please consider|(?:if )?you are not the intended|think before',
    self: 'I|[Mm]y|[Mm]ine',
  },
  es: {
    opening:
      'este (?:mensaje|correo|e-?mail)|aviso (?:legal|de confidencialidad)|la información (?:contenida|incluida)|confidencialidad|antes de imprimir',
    self: 'yo|mi|mis|mía?|quiero|solicito|pido',
  },
  fi: { opening: 'tämä (?:viesti|sähköposti)', self: 'minä|minun|minua|minulle|haluan|olen' },
  fr: {
    opening:
      "ce (?:message|courriel|mail|courrier)|cet e-?mail|avis de confidentialité|les? informations? (?:contenues?|transmises?)|l['’]information|pensez à|avant d['’]imprimer",
    self: "je|j['’]\\p{L}+|mon|ma|mes|moi",
  },
  it: {
    opening:
      '(?:questo|il presente) (?:messaggio|documento)|(?:questa|la presente) (?:e-?mail|comunicazione)|le informazioni (?:contenute|trasmesse)|avviso di riservatezza|prima di stampare|ai sensi del',
    self: 'io|mio|mia|mie|miei|voglio|chiedo',
  },
  nb: { opening: 'denne (?:e-posten?|meldingen)', self: 'jeg|min|mitt|mine' },
  nl: {
    opening:
      'dit (?:e-?mail)?bericht|deze e-?mail|de informatie (?:in|verzonden|opgenomen)|de inhoud van (?:dit|deze)',
    self: 'ik|mijn|mij',
  },
  pl: {
    opening: '(?:ta|niniejsza) wiadomość|treść (?:tej|niniejszej) wiadomości|informacje zawarte',
    self: 'ja|mój|moja|moje|mojego|mojej|moją|mnie|mi|chcę',
  },
  pt: {
    opening:
      '(?:esta|a presente) mensagem|este (?:e-?mail|correio)|aviso (?:legal|de confidencialidade)|as? informaç(?:ão|ões) contidas?|antes de imprimir',
    self: 'eu|meus?|minhas?|quero|solicito|peço',
  },
  ru: {
    opening: '(?:это|данное|настоящее) (?:электронное )?(?:сообщение|письмо)|информация, содержащаяся',
    self: 'я|мой|моя|мо[её]|моего|моей|мою|мне|меня|хочу',
  },
  sv: {
    opening: 'det(?:ta|här) (?:meddelande|mejl|e-postmeddelande)|denna e-post',
    self: 'jag|min|mitt|mina',
  },
};

/** "Confidential". */
export const SECRET =
  'confidential|vertraulich|confidentiel|confidencia|riservat|confidenzial|vertrouwelijk|konfiden|sekretess|fortrolig|taushet|luottamuksel|salassa|poufn|důvěrn|конфиденциальн';

/** "Legally privileged", "protected by law". */
const PRIVILEGED =
  '(?:legally|or|and|attorney.{0,12}) privileged|privileged (?:and|or|information)|proprietary|(?:rechtlich|gesetzlich|anwaltlich) (?:geschützt|privilegiert)|secret professionnel|(?:information|contenu)s? (?:légalement )?protég|privilegiad|legalmente protegid|secreto profesional|segreto professionale|sigilo|wettelijk beschermd|geheimhouding|prawnie chronion|tajemnic[ęy]|skyddad|beskyttet|chráněn|охраняем|коммерческ\\p{L}+ тайн';

/** "Intended solely for the addressee". */
const ADDRESSEE = [
  'intended (?:solely|only|exclusively|for|recipient|addressee)|(?:solely|only|exclusively|sole use) (?:for|of) the (?:use|addressee|individual|person|recipient|named|intended|attention|information|entity|above)|addressee|(?:named|designated) recipient|to wh(?:om|ich) (?:it is|they are) addressed',
  '(?:nur|allein|ausschlie(?:ß|ss)lich|lediglich) (?:für|an) .{0,60}(?:adressat|empfänger|person|bestimmt|gerichtet)|für .{0,80} bestimmt|(?:richtig|rechtmä(?:ß|ss)ig|beabsichtigt|vorgesehen|bezeichnet|angegeben|genannt|eigentlich)\\p{L}* (?:adressat|empfänger)|nicht (?:der|die|an den) .{0,30}(?:adressat|empfänger)',
  "destiné(?:e|s|es)? (?:exclusivement|uniquement|seulement)|(?:exclusi|uniquement|seul)\\p{L}* .{0,60}destinataire|(?:usage|attention) exclusi\\p{L}+|pas (?:le|la|l['’]un) .{0,30}destinataire",
  '(?:exclusiv|únic|solamente|unic|solo|esclusiv|apenas)\\p{L}* .{0,60}destinat[aá]ri|(?:destinad|dirigid|destinat|rivolt|indirizzat)[oaie]s? (?:exclusiv|únic|unic|esclusiv|solamente|apenas|solo)|uso (?:exclusivo|esclusivo|riservato)|n(?:o|on|ão) (?:es|è|é|sea|sia|seja|for|siete|sei|foste|fosse|fuera) .{0,40}destinat[aá]ri',
  '(?:uitsluitend|alleen|slechts|enkel) .{0,30}(?:bestemd|bedoeld)|geadresseerde',
  '(?:wyłącznie|jedynie|tylko) .{0,40}(?:adresat|odbiorc)|adresat',
  '(?:endast|enbart|bara) .{0,30}(?:avsedd|avsett)|(?:avsedd|avsett|rätt) .{0,20}mottagare',
  '(?:kun|bare|utelukkende|udelukkende) .{0,40}(?:modtager|mottaker|adressat|(?:ment|beregnet|bestemt|tiltenkt|tiltænkt) (?:til|for))|(?:rette|tiltænkte|angitte) (?:modtager|mottaker)',
  '(?:vain|ainoastaan|yksinomaan) .{0,40}(?:vastaanottaj|tarkoitettu)|tarkoitettu .{0,40}vastaanottaj',
  '(?:výhradně|pouze|jen) .{0,40}(?:adresát|příjemc|určen)|určen\\p{L}? .{0,40}adresát',
  '(?:исключительно|только) .{0,40}(?:адресат|получател)|предназначен\\p{L}* .{0,30}(?:для|адресат|исключительно|только)',
].join('|');

/** "If you have received it in error". A person who says so does not say "if". */
const MISDELIVERED = [
  '(?<!\\p{L})if (?:you|this|it|received).{0,160}?(?:in error|by mistake|by accident|erroneous|mistaken|inadvertent|not the (?:intended|named|addressee))',
  '(?:wenn|falls|sollten|sofern|haben|sind) sie .{0,160}?(?:irrtüm|versehentlich|fälschlich|fehlgeleitet|nicht (?:der|die|dieser) .{0,30}(?:empfänger|adressat))',
  "(?<!\\p{L})si (?:vous|ce|cet|le).{0,160}?(?:par erreur|pas (?:le|la|l['’]un|son|destinataire))",
  '(?<!\\p{L})(?:si|se|caso|qualora|ove|en caso|nel caso)(?!\\p{L}).{0,160}?(?:por (?:error|engano|erro|equivocación|equívoco|lapso)|per errore|indevidamente|erroneamente|n(?:o|on|ão) (?:es|è|é|sea|sia|seja|for|siete|sei|foste|fosse|fuera) .{0,40}destinat[aá]ri)',
  '(?<!\\p{L})(?:indien|als|mocht|wanneer) (?:u|dit|deze|de|je|het).{0,160}?(?:ten onrechte|abusievelijk|vergissing|abuis|niet (?:de|het|voor u|bestemd))',
  '(?:jeśli|jeżeli|w przypadku|gdy).{0,160}?(?:omyłk|pomyłk|błęd|nie (?:są|jest|jesteś))',
  '(?<!\\p{L})(?:om|hvis|dersom|såfremt|skulle) (?:du|ni|de|denne|den|detta).{0,160}?(?:misstag|felaktigt|fejl|feil|ikke er|inte är)',
  '(?:jos|mikäli) .{0,160}?(?:erehdy|vahingossa|virheelli|ette ole|et ole)',
  '(?:pokud|jestliže|jste-li|nejste-li).{0,160}?(?:omyl|nejste|nedopatřen|chyb)',
  '(?:если|в случае).{0,160}?(?:по ошибке|ошибочн|не явля|не предназнач)',
].join('|');

const SENDER =
  'sender|originator|absender|expéditeur|émetteur|remitente|mittente|remetente|afzender|nadawc|avsändare|avsender|afsender|lähettäj|odesílatel|отправител';
const THE_MAIL =
  'e-?mail(?![ -]?(?:a[dc]|konto))|message|nachricht|courriel|mensaje|correo|messaggio|mensagem|bericht|wiadomo|meddeland|mejl|e-?post|meddelelse|melding|viesti|zpráv|сообщени|письм|cop(?:y|ies)|kopi|cópia|copia';
const NOTIFY =
  'notify|inform|contact|advis|alert|benachricht|verständig|avert|avis|prév|notif|comuni|avvis|contatt|verwittig|powiadom|underrätt|kontakt|meddel|varsl|underrett|ilmoit|upozorn|vyrozum|сообщ|уведом';
const ERASE =
  'delet|destroy|lösch|vernicht|supprim|détrui|effac|elimin|borr|destru|cancell|distrugg|apag|verwijder|vernietig|usun|skasow|zniszcz|radera|förstör|slett|poista|tuho|hävit|smaž|vymaž|odstra|удал|уничтож';

/** "Notify the sender and delete this mail". */
const GIVEN_BACK = `(?:${NOTIFY})\\p{L}* .{0,60}(?:${SENDER})|(?:${SENDER})\\p{L}* .{0,60}(?:${NOTIFY})|(?:${ERASE})\\p{L}* .{0,60}(?:${THE_MAIL})|(?:${THE_MAIL})\\p{L}* .{0,60}(?:${ERASE})|delete (?:it|them)(?!\\p{L})|destroy (?:it|them)(?!\\p{L})`;

/** "Any disclosure, copying or distribution is prohibited". */
const SPREAD =
  'disclos|disseminat|distributi|unauthori[sz]ed|copying|(?:is|are|be) (?:strictly )?prohibited|retransmi|unbefugt|unerlaubt|unberechtigt|weitergabe|weiterleitung|vervielfältig|offenleg|divulg|diffusion|utilisation non|non autoris|difusión|no autorizad|reproducción|prohibid|riproduzion|vietat|non autorizzat|disseminaç|reproduç|proibid|não autorizad|openbaarma|verspreid|vermenigvuldig|verstrekking|ujawni|rozpowszechni|kopiowa|zabronion|nieuprawnion|obehörig|otillåt|sprid|uautoriser|uvedkommende|uberettig|videregiv|videreformid|luvato|luvat(?:on|ta)|kielletty|levittä|šíř|kopírov|zakázán|neoprávněn|распростран|копирова|запрещ|несанкционирован|разглаш';

/** Each is one mark of a notice; a person's sentence about a mail has at most one. */
export const MARKS: readonly string[] = [SECRET, PRIVILEGED, ADDRESSEE, MISDELIVERED, GIVEN_BACK, SPREAD];

/** Wordings of lawyers that make "confidential" a notice: "may contain", "and any attachments", "contained in this". */
export const LEGAL_WORDING = [
  'confidentiality (?:notice|note|statement)|vertraulichkeitshinweis|avis de confidentialité|aviso de confidenciali|avviso di riservatezza',
  'may (?:also )?contain|contains? confidential and|any (?:attach|files|accompanying)|(?:contained|contents?) (?:in|of) this',
  '(?:kann|können) .{0,160}enthalten|enthält .{0,30}und\\/oder|(?:etwaige|aller|alle|ihre|sämtliche) (?:anhänge|anlagen)|(?:sowie|und|einschlie(?:ß|ss)lich) (?:der |die )?(?:anhänge|anlagen)|der inhalt dieser',
  'peu(?:t|vent) contenir|(?:ses|toutes?|les) (?:éventuelles )?pièces? jointes?|contenues? dans (?:ce|cet)',
  'pued?en? contener|(?:archivos|documentos|ficheros)? ?(?:adjuntos|anexos)|contenida en (?:este|esta)',
  'p(?:uò|ossono) contenere|(?:suoi |relativi |eventuali )allegati|contenute in quest',
  'pode(?:m)? conter|contidas? nest',
  'k(?:an|unnen) .{0,160}bevatten|(?:eventuele|alle|de) bijlagen|(?:informatie|inhoud) (?:in|van) (?:dit|deze)',
  'moż(?:e|ą) zawierać|(?:wszelkie|wszystkie) załącznik|zawarte w',
  'kan (?:också )?(?:innehålla|inneholde|indeholde)|(?:eventuell?e?|alla|alle) (?:bilag|bifogad|vedlegg|vedhæft)',
  '(?:voi|saattaa) sisältää|(?:liitteineen|liitteet)',
  'může obsahovat|obsažené v|(?:všechny|veškeré|její) příloh',
  '(?:может|могут) содержать|содержащаяся в|(?:любые|все) вложения',
].join('|');

/** "Consider …" */
const CONSIDER =
  'consider|think|remember|save|protect|respect|denk|prüf|zuliebe|schon|schütz|pens|piens|rispett|cuid|respet|tänk|tenk|tænk|pomyśl|chroń|ajattel|myslet|подума|берег';
/** "… the environment …" */
const ENVIRONMENT =
  'environment|umwelt|environnement|medio ?ambiente|meio ambiente|ambiente|milieu|miljö|miljø|środowisk|ympäristö|životní prostředí|окружающ|природ|planet|tree|paper|papier';
/** "… before printing." */
const PRINT =
  'before (?:you )?print|(?:need to|to) print|print this|ausdruck|druck(?:en|t)|imprim|stampa|afdruk|uitprint|printen|skriv(?:er)? ut|udskriv|printer|drukow|wydruk|tulost|tisk|печат';
export const PRINTING: readonly string[] = [CONSIDER, ENVIRONMENT, PRINT];

/** What further paragraphs of a notice speak of: liability, viruses, opinions, privacy, the company's register. */
export const SMALL_PRINT =
  'liab|(?:accept|assume) .{0,20}responsib|may be (?:recorded|altered|monitored|corrupted)|any attach|virus|malware|warrant|guarante|not necessarily|intercept|monitor(?:ed|ing)|privacy|data protection|registered (?:office|in|company|number)|company (?:number|registration)|authori[sz]ed and regulated|haft(?:et|en|ung)|gewähr|viren|datenschutz|handelsregister|amtsgericht|geschäftsführ|dsgvo|gdpr|rgpd|lopd|responsab|protection des données|données personnelles|protección de datos|privacidad|dati personali|aansprakelijk|rechten .{0,20}ontle|odpowiedzialno|wirus|ansvar|vastuu|závazn|odpovědn|ответственност|вирус|\\d{1,3}/\\d{4}';

/** First person in any language, of words that mean nothing else in another. */
export const OWN_VOICE =
  "I (?:am|was|have|had|want|would|will|need|can|cannot|did|do|got|ask|wish|hope|think)|I['’](?:m|ve|d|ll)|my|ich|mein|meine[mnrs]?|j['’]ai|je (?:veux|vous|n)|yo|quiero|voglio|quero|ik|mijn|jag|jeg|haluan|chcę|moj[aą]|mój|chci|můj|я|мой|мне|мою|хочу";
