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

/** The words without which such a paragraph is only about a mail ("This email bounced, why?"). */
const CONFIRMATION =
  /confidential|privileged|intended (?:solely|only|recipient)|environment|vertraulich|empfänger|umwelt|confidentiel|destinataire|environnement|confidencial|destinatari|ambiente|riservat|vertrouwelijk|geadresseerde|konfidentiell|mottagare|fortrolig|modtager|luottamuksel|poufn|adresat|důvěrn|конфиденциальн/i;

const OPENING = new RegExp(`^[\\s*_"'=-]{0,8}(?:${Object.values(OPENINGS).join('|')})`, 'iu');
/** Lines from the start of the first such paragraph to the end of the mail. */
const MAX_LINES = 60;
const MAX_LINE = 4_000;

/** Where the confidentiality notices at the end of the lines start; `end` when there are none. */
export function findDisclaimer(lines: readonly string[], end: number): number {
  const first = Math.max(1, end - MAX_LINES);
  for (let at = first; at < end; at += 1) {
    const line = lines[at] ?? '';
    const opensParagraph = (lines[at - 1] ?? '').trim() === '';
    if (opensParagraph && OPENING.test(line) && CONFIRMATION.test(paragraph(lines, at, end))) return at;
  }
  return end;
}

function paragraph(lines: readonly string[], start: number, end: number): string {
  let stop = start;
  while (stop < end && (lines[stop] ?? '').trim() !== '') stop += 1;
  // A heading ("Confidentiality notice") may be a paragraph of its own.
  if (stop === start + 1)
    while (stop < end && (stop === start + 1 || (lines[stop] ?? '').trim() !== '')) stop += 1;
  return lines.slice(start, stop).join(' ').slice(0, MAX_LINE);
}
