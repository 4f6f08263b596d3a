/** What a note asks of nobody: it names others to turn to, and an address to write to. */
const TASKS = [
  '\\bplease (?:deliver|ship|set|cancel|change|hold|postpone|reschedule|refund|pause|extend|stop|bring|arrange|replace|book)\\b',
  '\\bbitte (?:liefern|stornieren|ändern|verschieben|stoppen|buchen|pausieren|erstatten|stellen sie .{1,40} zu)(?!\\p{L})',
  '\\b(?:veuillez|merci de) (?:livrer|expédier|annuler|reporter|suspendre)(?!\\p{L})|\\bpor favor,? (?:entreg|envíen|cancel|suspend)',
].join('|');

/** What is wrong: a note complains of nothing. */
const COMPLAINTS =
  "\\b(?:do|does|did)(?: not|n['’]t) (?:work|arrive|come)\\b|\\bnot arrived\\b|funktioniert nicht|nicht (?:an)?gekommen|ne (?:fonctionne|marche) pas|no (?:funciona|ha llegado)|non (?:funziona|è arrivat)";

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
