/** What a note asks of nobody: it names others to turn to, and an address to write to. */
const TASKS = [
  '\\bplease (?:deliver|ship|set|cancel|change|hold|postpone|reschedule|refund|pause|extend|stop|bring|arrange|replace|book)\\b',
  '\\bbitte (?:liefern|stornieren|ändern|verschieben|stoppen|buchen|pausieren|erstatten|stellen sie .{1,40} zu)(?!\\p{L})',
  '\\b(?:veuillez|merci de) (?:livrer|expédier|annuler|reporter|suspendre)(?!\\p{L})|\\bpor favor,? (?:entreg|envíen|cancel|suspend)',
].join('|');

/** What is wrong: a note complains of nothing. */
const COMPLAINTS =
  "\\b(?:do|does|did)(?: not|n['’]t) (?:work|arrive|come)\\b|\\bnot arrived\\b|funktioniert nicht|nicht (?:an)?gekommen|ne (?:fonctionne|marche) pas|no (?:funciona|ha llegado)|non (?:funziona|è arrivat)";

/** What is to be done with a parcel, or what somebody needs, while he is away: a note speaks of neither. */
const ERRANDS = [
  '\\b(?:the|my|our|this) (?:parcel|package)\\b|\\bmy (?:order|delivery|shipment|mail and)\\b|(?:^|[,.] |\\band )(?:re-?)?ship (?:on|it|them|the|my|after|later)\\b|\\bplease update (?:your|my|our)\\b',
  '\\b(?:das|mein|unser) (?:paket|päckchen)(?!\\p{L})|\\bmeine (?:sendung|lieferung|bestellung|ware)(?!\\p{L})|\\b(?:le|mon) colis\\b|\\bma commande\\b|\\blivrez\\b|\\b(?:el|mi) paquete\\b|\\bmi pedido\\b|\\b(?:il|mio) pacco\\b|\\b(?:di )?(?:spedir|consegnar)[ei]\\b',
  '\\b(?:o pacote|a encomenda|minha encomenda)\\b|\\bhet pakket(?:je)?\\b|\\bmijn bestelling\\b|\\bgraag .{0,20}bezorgen\\b|\\bpaczk[ęi]|\\b(?:paketet|pakken|pakettini|balík)(?!\\p{L})|посылк|посилк|荷物|包裹|택배',
  "(?<!\\byou )\\bneed (?:my|the|it|this)\\b|\\bich (?:brauche|benötige)(?!\\p{L})|\\bj['’]ai besoin\\b|\\bnecesito\\b|\\bho bisogno\\b|\\bpreciso d[aeo]\\b|\\bjag behöver\\b|\\bpotrzebuję|мне нуж",
  "(?:^|[.!] )(?:how (?:do|can|may) (?:i|we)|(?:can|could|may|would) (?:you|we|i|the|somebody|someone))\\b|\\bi (?:have|did)(?: not|n['’]t) (?:yet )?(?:receive|get|got)|\\bhabe(?:n wir)? .{0,60}\\bkeine?n? .{0,60}(?:erhalten|bekommen)(?!\\p{L})",
].join('|');

/** Whoever speaks of the other's automatic reply has not sent one. */
const YOUR_ANSWER =
  '\\byour (?:auto-? ?(?:reply|replies|response|responder)|automat(?:ic|ed) (?:reply|replies|response|answer|message)|out[- ]of[- ]office|vacation (?:note|message|reply))|\\b(?:eure|ihre|deine) (?:autoantwort|automatische (?:antwort|nachricht)|abwesenheitsnotiz|eingangsbestätigung)|\\b(?:votre|ta) réponse automatique|\\b(?:su|tu|vuestra) respuesta automática|\\b(?:vostra|sua|tua) (?:risposta automatica|resposta automática)|\\b(?:jullie|uw) automatische';

/** A question, a complaint, or what a person wants: a machine asks for nothing. The words of a mail that is answered below are left to the caller. */
export const REQUEST = new RegExp(
  [
    TASKS,
    COMPLAINTS,
    '[?？؟](?=\\s|$)',
    "(?:\\bi['’]d|(?<!\\byou )\\bwould) (?:like|love) (?:to (?!inform|let|thank|advise|tell|acknowledge)|you to|my\\b)",
    '\\bi want\\b|\\bich (?:möchte|würde gern|hätte gern)(?!\\p{L})(?! sie)',
    '\\bje (?:voudrais|souhaite|souhaiterais)(?!\\p{L})|\\b(?:quiero|quisiera|me gustaría)(?!\\p{L})|\\bvorrei\\b|\\b(?:quero|gostaria)\\b|\\bik (?:wil|zou graag)\\b',
  ].join('|'),
  'iu',
);

/** What a person asks for who is away, beside what anybody asks for. */
export const ERRAND = new RegExp(`${REQUEST.source}|${ERRANDS}|${YOUR_ANSWER}`, 'imu');
