/** Tasks. A note gives none: it only names others to contact and an address to write to. */
const TASKS = [
  '\\bplease (?:deliver|ship|set|cancel|change|hold|postpone|reschedule|refund|pause|extend|stop|bring|arrange|replace|book)\\b',
  '\\bbitte (?:liefern|stornieren|ändern|verschieben|stoppen|buchen|pausieren|erstatten|stellen sie .{1,40} zu)(?!\\p{L})',
  '\\b(?:veuillez|merci de) (?:décaler|livrer|expédier|annuler|reporter|suspendre)(?!\\p{L})|\\bpor favor,? (?:entreg|envíen|cancel|suspend)',
].join('|');

/** Complaints; a note contains none. */
const COMPLAINTS =
  "\\b(?:do|does|did)(?: not|n['’]t) (?:work|arrive|come)\\b|\\bnot arrived\\b|funktioniert nicht|nicht (?:an)?gekommen|ne (?:fonctionne|marche) pas|no (?:funciona|ha llegado)|non (?:funziona|è arrivat)";

/** What to do with a parcel, or what the writer needs while away; a note mentions neither. */
const ERRANDS = [
  '\\b(?:the|my|our|this) (?:parcel|package)\\b|\\bmy (?:order|delivery|shipment|mail and)\\b|(?:^|[,.] |\\band )(?:re-?)?ship (?:on|it|them|the|my|after|later)\\b|\\bplease update (?:your|my|our)\\b',
  '\\b(?:das|mein|unser) (?:paket|päckchen)(?!\\p{L})|\\bmeine (?:sendung|lieferung|bestellung|ware)(?!\\p{L})|\\b(?:le|mon) colis\\b|\\bma commande\\b|\\blivrez\\b|\\b(?:el|mi) paquete\\b|\\bmi pedido\\b|\\b(?:il|mio) pacco\\b|\\b(?:di )?(?:spedir|consegnar)[ei]\\b',
  '\\b(?:o pacote|a encomenda|minha encomenda)\\b|\\bhet pakket(?:je)?\\b|\\bmijn bestelling\\b|\\bgraag .{0,20}bezorgen\\b|\\bpaczk[ęi]|\\b(?:paketet|pakken|pakettini|balík)(?!\\p{L})|посылк|посилк|荷物|包裹|택배',
  '\\b(?:the|my) delivery\\b(?! of)|\\b(?:entreguen|consegnate)(?!\\p{L})|\\bde bestelling\\b|\\blater (?:leveren|bezorgen|komen)\\b|\\b(?:wysyłkę|leveransen)(?!\\p{L})|доставку|配達|发货|發貨|배송',
  "(?<!\\byou )\\bneed (?:my|the|it|this)\\b|\\bich (?:brauche|benötige)(?!\\p{L})|\\bj['’]ai besoin\\b|\\bnecesito\\b|\\bho bisogno\\b|\\bpreciso d[aeo]\\b|\\bjag behöver\\b|\\bpotrzebuję|мне нуж",
  "(?:^|[.!] )(?:how (?:do|can|may) (?:i|we)|(?:can|could|may|would) (?:you|we|i|the|somebody|someone))\\b|\\bi (?:have|did)(?: not|n['’]t) (?:yet )?(?:receive|get|got)|\\bhabe(?:n wir)? .{0,60}\\bkeine?n? .{0,60}(?:erhalten|bekommen)(?!\\p{L})",
].join('|');

/** Words about the other side's automatic reply; a note has none. */
const YOUR_ANSWER =
  '\\byour (?:auto-? ?(?:reply|replies|response|responder)|automat(?:ic|ed) (?:reply|replies|response|answer|message)|out[- ]of[- ]office|vacation (?:note|message|reply))|\\b(?:eure|ihre|deine) (?:autoantwort|automatische (?:antwort|nachricht)|abwesenheitsnotiz|eingangsbestätigung)|\\b(?:votre|ta) réponse automatique|\\b(?:su|tu|vuestra) respuesta automática|\\b(?:vostra|sua|tua) (?:risposta automatica|resposta automática)|\\b(?:jullie|uw) automatische';

/** A question, a complaint or a wish; machines have none. The caller must remove the text of an answered mail below. */
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

/** Requests of a person who is away, in addition to anybody's. */
export const ERRAND = new RegExp(`${REQUEST.source}|${ERRANDS}|${YOUR_ANSWER}`, 'imu');
