import { alternatives } from './phrases.js';

/**
 * The words with which mail clients introduce a quoted mail ("On … Ann wrote:"), by language. From the interface
 * languages of Gmail, Outlook, Apple Mail, Thunderbird, Yahoo, Zoho, Yandex, Mail.ru and K-9.
 */
export interface AttributionWords {
  /** How the line may start, before the date. */
  openings: readonly string[];
  /** Verbs and phrases for "wrote", at the end or in the middle. */
  verbs: readonly string[];
}

export const ATTRIBUTION_WORDS: Readonly<Record<string, AttributionWords>> = {
  af: { openings: ['Op'], verbs: ['geskryf', 'skryf'] },
  am: { openings: [], verbs: ['ጽፈዋል', 'ጻፈ'] },
  ar: { openings: ['في', 'بتاريخ', 'يوم'], verbs: ['كتب', 'كتبت', 'كتب/كتبت', 'تمت كتابة ما يلي بواسطة'] },
  az: { openings: [], verbs: ['yazdı', 'yazıb', 'tarixində'] },
  be: { openings: [], verbs: ['піша', 'напісаў', 'напісаў(-ла)', 'карыстальнік'] },
  bg: { openings: ['На'], verbs: ['написа', 'пише'] },
  bn: { openings: [], verbs: ['লিখেছেন', 'লিখেছে'] },
  ca: {
    openings: ['El', 'El dia', 'Dia', 'Missatge de'],
    verbs: ['va escriure', 'ha escrit', 'escrigué', 'del dia'],
  },
  cs: {
    openings: ['Dne', 'Dňa'],
    verbs: [
      'napsal',
      'napsala',
      'napsal(a)',
      'napsal/a',
      'odesílatel',
      'píše',
      'napísal',
      'napísala',
      'napísal(a)',
      'používateľ',
    ],
  },
  cy: { openings: ['Ar', 'Ad'], verbs: ['ysgrifennodd'] },
  da: { openings: ['Den', 'D.'], verbs: ['skrev', 'skrev følgende', 'har skrevet'] },
  de: {
    openings: ['Am', 'Den', 'Vom', 'Zitat von'],
    verbs: ['schrieb', 'schrieben', 'hat geschrieben', 'geschrieben', 'schreibt'],
  },
  el: { openings: ['Στις', 'Την', 'Στα'], verbs: ['έγραψε', 'έγραψαν', 'ο χρήστης', 'γράφει'] },
  en: {
    openings: ['On', 'At', 'In a message dated', 'Quoting'],
    verbs: ['wrote', 'writes', 'has written', 'sent the following', 'wrote the following'],
  },
  es: {
    openings: ['El', 'En', 'El día', 'Con fecha', 'Citando', 'Citando a'],
    verbs: ['escribió', 'escribio', 'escribieron', 'ha escrito', 'escribe'],
  },
  et: { openings: ['Kuupäeval'], verbs: ['kirjutas'] },
  eo: { openings: [], verbs: ['skribis'] },
  eu: { openings: [], verbs: ['idatzi du', 'idatzi zuen', 'erabiltzaileak'] },
  fa: { openings: ['در', 'در تاریخ'], verbs: ['نوشت', 'نوشته است', 'نوشته'] },
  fi: { openings: [], verbs: ['kirjoitti', 'kirjoitti näin', 'lähetti'] },
  fil: { openings: ['Noong'], verbs: ['sinulat ni', 'isinulat ni'] },
  fr: { openings: ['Le', 'Au', 'Citation de'], verbs: ['a écrit', 'a ecrit', 'écrit', 'a envoyé'] },
  fy: { openings: ['Op'], verbs: ['skreau'] },
  ga: { openings: ['Ar'], verbs: ['scríobh'] },
  gl: { openings: ['O', 'O día'], verbs: ['escribiu'] },
  gu: { openings: [], verbs: ['લખ્યું'] },
  he: { openings: ['בתאריך', 'ב', 'ביום'], verbs: ['כתב', 'כתבה', 'כתב/ה', 'כתב(ה)', 'מאת'] },
  hi: { openings: [], verbs: ['ने लिखा', 'लिखा'] },
  hr: {
    openings: ['Dana', 'U', 'Dne'],
    verbs: [
      'napisao je',
      'je napisao',
      'napisao',
      'napisala je',
      'je napisala',
      'napisao/la',
      'je napisao/la',
      'je napisao(la)',
      'je pisao',
      'je pisala',
      'korisnik',
      'је написао',
      'је написао/ла',
    ],
  },
  hu: { openings: [], verbs: ['írta', 'ezt írta', 'a következőt írta'] },
  hy: { openings: [], verbs: ['գրել է', 'գրեց'] },
  id: { openings: ['Pada'], verbs: ['menulis', 'menulis:', 'telah menulis'] },
  is: { openings: ['Þann'], verbs: ['skrifaði'] },
  it: {
    openings: ['Il', 'In data', 'Il giorno', 'Alle', 'Citando', 'Quotando'],
    verbs: ['ha scritto', 'scrisse', 'scrive', 'hai scritto'],
  },
  ja: {
    openings: ['On'],
    verbs: [
      'のメッセージ',
      'のメール',
      'さんは書きました',
      'は書きました',
      'が書きました',
      'さんからのメッセージ',
      'wrote',
    ],
  },
  ka: { openings: [], verbs: ['წერდა', 'დაწერა'] },
  kk: { openings: [], verbs: ['жазды', 'деп жазды'] },
  km: { openings: ['នៅ'], verbs: ['បានសរសេរ'] },
  kn: { openings: [], verbs: ['ಬರೆದಿದ್ದಾರೆ'] },
  ko: { openings: [], verbs: ['작성', '님이 작성', '님이 작성함', '님이 씀', '썼습니다', '보냄', '쓴 글'] },
  lb: { openings: ['Den', 'Am'], verbs: ['geschriwwen', 'schreift'] },
  lo: { openings: [], verbs: ['ຂຽນວ່າ'] },
  lt: { openings: [], verbs: ['rašė', 'parašė'] },
  lv: { openings: [], verbs: ['rakstīja', 'lietotājs'] },
  mk: { openings: ['На'], verbs: ['напиша', 'пишува', 'испрати'] },
  ml: { openings: [], verbs: ['എഴുതി'] },
  mn: { openings: [], verbs: ['бичсэн', 'бичлээ'] },
  mr: { openings: [], verbs: ['ने लिहिले', 'लिहिले'] },
  mt: { openings: [], verbs: ['kiteb', 'kitbet'] },
  my: { openings: [], verbs: ['ရေးသားခဲ့သည်'] },
  nb: { openings: ['Den', 'På'], verbs: ['skrev', 'skrev følgende'] },
  nl: {
    openings: ['Op', 'Op datum'],
    verbs: ['schreef', 'heeft', 'het volgende geschreven', 'geschreven', 'schreef het volgende'],
  },
  pl: {
    openings: ['W dniu', 'Dnia', 'Data', 'Wiadomość napisana przez'],
    verbs: ['napisana przez', 'napisał', 'napisała', 'napisał(a)', 'napisał/a', 'pisze', 'użytkownik'],
  },
  pt: { openings: ['Em', 'No dia', 'A', 'Aos', 'Citando'], verbs: ['escreveu', 'escreveram', 'escreve'] },
  ro: { openings: ['În', 'În data de', 'Pe', 'La'], verbs: ['a scris'] },
  ru: {
    openings: ['В', 'От'],
    verbs: [
      'написал',
      'написала',
      'написал(а)',
      'написал (а)',
      'пишет',
      'пользователь',
      'писал',
      'писали',
      'писал(а)',
      'от',
    ],
  },
  si: { openings: [], verbs: ['ලිව්වා'] },
  sl: {
    openings: ['Dne', 'V'],
    verbs: ['je napisal', 'je napisala', 'je napisal/-a', 'je oseba', 'napisal'],
  },
  sq: { openings: ['Më', 'Në'], verbs: ['shkroi', 'ka shkruar'] },
  sv: { openings: ['Den', 'På'], verbs: ['skrev', 'skriver', 'har skrivit'] },
  sw: { openings: ['Mnamo', 'Tarehe'], verbs: ['aliandika', 'ameandika'] },
  ta: { openings: [], verbs: ['எழுதியது', 'எழுதினார்'] },
  te: { openings: [], verbs: ['రాసారు', 'రాశారు', 'వ్రాసారు'] },
  th: { openings: ['เมื่อ', 'ใน'], verbs: ['เขียนว่า', 'เขียน'] },
  tr: { openings: [], verbs: ['yazdı', 'şunu yazdı', 'şunları yazdı', 'tarihinde'] },
  uk: {
    openings: [],
    verbs: ['пише', 'писали', 'написав', 'написала', 'написав(ла)', 'написав(-ла)', 'користувач', 'від'],
  },
  ur: { openings: ['بتاریخ'], verbs: ['نے لکھا', 'لکھا'] },
  uz: { openings: [], verbs: ['yozdi', 'shunday yozdi'] },
  vi: { openings: ['Vào', 'Lúc', 'Ngày'], verbs: ['đã viết', 'viết'] },
  zu: { openings: [], verbs: ['wabhala'] },
  zh: {
    openings: ['在', '于', '於'],
    verbs: ['写道', '寫道', '写到', '的邮件中写道', '撰写', '撰寫', '写了'],
  },
};

/** Pattern source: a verb of any language. */
export const ATTRIBUTION_VERB = alternatives(Object.values(ATTRIBUTION_WORDS).flatMap(({ verbs }) => verbs));

/** Pattern source: an opening word of any language. */
export const ATTRIBUTION_OPENING = alternatives(
  Object.values(ATTRIBUTION_WORDS).flatMap(({ openings }) => openings),
);
