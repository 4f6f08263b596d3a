/** How the paragraphs begin that companies put below every mail, by language. */
const OPENINGS: Readonly<Record<string, string>> = {
  cs: 'tato (?:e-mailová )?zpráva|tento e-?mail|informace obsažené',
  da: 'denne (?:e-?mail|meddelelse|mail)',
  de: 'diese (?:e-?mail|nachricht|mail|mitteilung)|der inhalt dieser|die in dieser|vertraulichkeitshinweis|bitte (?:denken|prüfen) sie|wichtiger hinweis',
  en: '(?:this|the) (?:e-?mail|message|communication|transmission|electronic)|confidential|disclaimer|privileged|the (?:information|contents?) (?:contained )?(?:in|of) this|important notice|legal notice|notice:|please consider|(?:if )?you are not the intended|think before',
  es: 'este (?:mensaje|correo|e-?mail)|aviso (?:legal|de confidencialidad)|la información (?:contenida|incluida)|confidencialidad|antes de imprimir',
  fi: 'tämä (?:viesti|sähköposti)',
  fr: "ce (?:message|courriel|mail|courrier)|cet e-?mail|avis de confidentialité|les? informations? (?:contenues?|transmises?)|l['’]information|pensez à|avant d['’]imprimer",
  it: '(?:questo|il presente) (?:messaggio|documento)|(?:questa|la presente) (?:e-?mail|comunicazione)|le informazioni (?:contenute|trasmesse)|avviso di riservatezza|prima di stampare|ai sensi del',
  nb: 'denne (?:e-posten?|meldingen)',
  nl: 'dit (?:e-?mail)?bericht|deze e-?mail|de informatie (?:in|verzonden|opgenomen)|de inhoud van (?:dit|deze)',
  pl: '(?:ta|niniejsza) wiadomość|treść (?:tej|niniejszej) wiadomości|informacje zawarte',
  pt: '(?:esta|a presente) mensagem|este (?:e-?mail|correio)|aviso (?:legal|de confidencialidade)|as? informaç(?:ão|ões) contidas?|antes de imprimir',
  ru: '(?:это|данное|настоящее) (?:электронное )?(?:сообщение|письмо)|информация, содержащаяся',
  sv: 'det(?:ta|här) (?:meddelande|mejl|e-postmeddelande)|denna e-post',
};

/** Notes of virus scanners below a mail: a sentence, with the product's address on the next lines. */
const SCANNED =
  /^[\s*_"']{0,8}(?:virus-free|virenfrei|sans virus|libre de virus|senza virus|virusvrij|livre de vírus)(?![\p{L}-])|^.{0,80}(?:checked|scanned|geprüft|gescannt|analysé|comprobado|analizado|controllat|gecontroleerd|verificado|sprawdzon).{0,60}(?:virus|viren|wirus|malware)|(?:viren|virus) (?:geprüft|gecontroleerd)/iu;

/** Words without which such a paragraph merely mentions a mail ("This email bounced, why?"). */
const CONFIRMATION =
  /confidential|privileged|intended (?:solely|only|recipient)|environment|vertraulich|empfänger|umwelt|confidentiel|destinataire|environnement|confidencial|destinatari|ambiente|riservat|vertrouwelijk|geadresseerde|konfidentiell|mottagare|fortrolig|modtager|luottamuksel|poufn|adresat|důvěrn|конфиденциальн/i;

const OPENING = new RegExp(`^[\\s*_"'=-]{0,8}(?:${Object.values(OPENINGS).join('|')})`, 'iu');
/** A person writing about a mail: "The message you sent is confidential." */
const PERSONAL =
  /^[\s*_"'=-]{0,8}(?:this|the) \S{1,14} (?:that |which )?(?:you|I|we) (?:sent|wrote|got|forwarded)\s/iu;
/** Lines from the first such paragraph to the end of the mail. */
const MAX_LINES = 60;
const MAX_LINE = 4_000;
const MAX_SCANNER_LINES = 6;
const MAX_SCANNER_LINE = 300;

/** Where the confidentiality notices at the end start; `end` if there are none. */
export function findDisclaimer(lines: readonly string[], end: number): number {
  const first = Math.max(1, end - MAX_LINES);
  for (let at = first; at < end; at += 1) {
    const opensParagraph = !/[\p{L}\p{N}]/u.test(lines[at - 1] ?? '');
    if (opensParagraph && (isNotice(lines, at, end) || isScannerNote(lines, at, end))) return at;
  }
  return end;
}

function isNotice(lines: readonly string[], at: number, end: number): boolean {
  if (!OPENING.test(lines[at] ?? '') || PERSONAL.test(lines[at] ?? '')) return false;
  const notice = paragraph(lines, at, end);
  return CONFIRMATION.test(notice) && !/[?？]\s*$/.test(notice);
}

/** The last paragraph, of a few lines, with a link: people who write about a virus give none. */
function isScannerNote(lines: readonly string[], at: number, end: number): boolean {
  const first = /^\s*<https?:\S+>\s*$/.test(lines[at] ?? '') ? at + 1 : at;
  const note = lines[first] ?? '';
  if (end - at > MAX_SCANNER_LINES || note.length > MAX_SCANNER_LINE) return false;
  return SCANNED.test(note) && lines.slice(at, end).some((line) => /https?:|www\./i.test(line));
}

function paragraph(lines: readonly string[], start: number, end: number): string {
  let stop = start;
  while (stop < end && (lines[stop] ?? '').trim() !== '') stop += 1;
  // A heading ("Confidentiality notice") may be a paragraph of its own.
  if (stop === start + 1 && !/[.?？。]\s*$/.test(lines[start] ?? ''))
    while (stop < end && (stop === start + 1 || (lines[stop] ?? '').trim() !== '')) stop += 1;
  return lines.slice(start, stop).join(' ').slice(0, MAX_LINE);
}
