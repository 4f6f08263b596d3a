/** What people write about, in three languages; frequent words come first in each list. */
const ENGLISH = `the and for my order with parcel please not have is when has arrived still been your invoice delivery
refund return account delayed broken damaged wrong address shipped tracking number received missing box size colour
payment charged twice card cancel subscription password reset login error update screen battery charger cable handle
wheel lamp table chair kitchen garden winter jacket shoes boots shirt sleeve zipper button warranty repair exchange
voucher discount price quote offer catalogue shop branch opening hours courier neighbour doorstep signature customs
weight label barcode manual instructions assembly screw spare part leaking noisy scratched stained faded torn loose
urgent tomorrow yesterday week month holiday birthday gift wrapped letter complaint manager callback phone email`;
const GERMAN = `die und für meine Bestellung mit Paket bitte nicht habe ist wann noch Rechnung Lieferung Rücksendung
Erstattung Konto verspätet kaputt beschädigt falsch Adresse verschickt Nummer erhalten fehlt Karton Größe Farbe Zahlung
doppelt Karte kündigen Abo Kennwort Anmeldung Fehler Bildschirm Akku Ladegerät Kabel Griff Rad Lampe Tisch Stuhl Küche
Garten Jacke Schuhe Stiefel Hemd Ärmel Reißverschluss Knopf Garantie Reparatur Umtausch Gutschein Rabatt Preis Angebot
Katalog Filiale Öffnungszeiten Kurier Nachbar Unterschrift Zoll Gewicht Etikett Anleitung Montage Schraube Ersatzteil
undicht laut zerkratzt Fleck verblasst gerissen locker dringend morgen gestern Woche Monat Urlaub Geburtstag Geschenk`;
const JAPANESE = [
  ...[
    'ご注文の件',
    '請求書について',
    '配送状況の確認',
    '返品をお願いします',
    '住所変更のお願い',
    '領収書の発行',
  ],
  ...['商品が破損していました', '支払い方法について', '予約の取り消し', '保証期間の確認', '在庫の問い合わせ'],
];
export const FIRST_NAMES =
  `Anna Ben Clara David Emma Felix Greta Hugo Ida Jonas Klara Leo Mia Noah Olga Paul Rosa Sam Tilda
Uwe Vera Willi Yuki Zoe Akira Bruno Chloe Diego Elif Fatma Goran Hana Igor Julia Karim Lena Marek Nina Oscar Pia`
    .split(/\s+/)
    .map((name) => name.toLowerCase());
const SYLLABLES =
  `ba be bi bo bu da de di do du fa fe fi fo ga ge gi go ka ke ki ko la le li lo lu ma me mi mo mu na ne ni
no pa pe pi po ra re ri ro sa se si so ta te ti to va ve vi vo wa we za ze zo`.split(/\s+/);

const RARE_WORDS = 30_000;
/** Share of rare words: names, models, places. */
const RARE_SHARE = 0.12;
const JAPANESE_SHARE = 0.05;

/** Pseudo-random numbers, the same in every run (mulberry32). */
export function dice(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const rareWord = (n) =>
  [n % 61, Math.floor(n / 61) % 59, Math.floor(n / 3599) % 47, 5].map((at) => SYLLABLES[at]).join('');

/** Writes text that looks like mail: few words often, many seldom (Zipf), and some that are very rare. */
export class Writer {
  constructor(seed) {
    this.random = dice(seed);
    this.languages = [ENGLISH, GERMAN].map((text) => text.split(/\s+/));
  }

  pick(list) {
    return list[Math.floor(this.random() * list.length)];
  }

  word(language) {
    if (this.random() < RARE_SHARE) return rareWord(Math.floor(RARE_WORDS * this.random() ** 3));
    return language[Math.floor(language.length ** this.random()) - 1];
  }

  sentence(words) {
    if (this.random() < JAPANESE_SHARE) return this.pick(JAPANESE);
    const language = this.pick(this.languages);
    return Array.from({ length: words }, () => this.word(language)).join(' ');
  }

  surname() {
    return rareWord(Math.floor(this.random() * RARE_WORDS));
  }
}
