import { readClosing } from './closing.js';
import { alternatives, listed } from './phrases.js';
import { isRequest } from './requests.js';

/** How greetings begin, in lower case. */
const GREETINGS: readonly string[] = listed(`
  hello | hi | hey | dear | good morning | good afternoon | good evening | good day | greetings | to whom it may concern | hallo |
  guten tag | guten morgen | guten abend | moin | servus | grüß gott | grüezi | sehr geehrte | sehr geehrter | liebe | lieber | liebes |
  bonjour | bonsoir | salut | cher | chère | chers | madame | monsieur | hola | buenos días | buenas tardes | buenas noches | buenas |
  estimado | estimada | estimados | estimadas | querido | querida | ciao | salve | buongiorno | buonasera | buon giorno | gentile |
  gentili | egregio | egregia | spett.le | spettabile | olá | oi | bom dia | boa tarde | boa noite | prezado | prezada | prezados |
  caro | cara | caros | exmo | exmos | hoi | dag | goedendag | goedemorgen | goedemiddag | goedenavond | beste | geachte | hej | hejsan |
  tjena | god morgon | god dag | goddag | kära | bästa | kære | hei | heisann | kjære | moi | terve | hyvä | hyvää päivää | huomenta |
  cześć | dzień dobry | witam | szanowni | szanowny | szanowna | drogi | droga | dobrý den | ahoj | vážený | vážená | vážení | milý |
  milá | zdravstvuyte | здравствуйте | здравствуй | привет | добрый день | доброе утро | добрый вечер | уважаемый | уважаемая |
  уважаемые | добрий день | доброго дня | вітаю | привіт | шановний | шановна | шановні | merhaba | selam | sayın | iyi günler |
  günaydın | γεια σας | γεια | καλημέρα | αγαπητοί | jó napot | szia | sziasztok | tisztelt | kedves | bună ziua | bună | salutare |
  stimate | stimată | здравейте | добър ден | poštovani | dobar dan | pozdravljeni | שלום | היי | مرحبا | السلام عليكم | xin chào |
  chào | สวัสดี | こんにちは | お世話になっております | お疲れ様です | 您好 | 你好 | 안녕하세요
`);

const WITH_COMMA = /^.{1,60}[,،，]\s*$/u;
const MAX_LENGTH = 60;
/** "Dear Sir or Madam", "Sehr geehrte Damen und Herren" */
const WITHOUT_COMMA = new RegExp(
  `^(?:${alternatives(GREETINGS)})(?:\\s[^\\s\\d.!?,:;]+\\.?){0,4}[\\s.!。！]*$`,
  'iu',
);

/** "Hello Ann," */
export function isGreetingWithComma(line: string): boolean {
  return WITH_COMMA.test(line);
}

/** True for a greeting without a comma ("Hi Bob", "Hello!"); a short sentence may look the same. */
export function isBareGreeting(line: string): boolean {
  return line.length <= MAX_LENGTH && WITHOUT_COMMA.test(line.trim()) && !isRequest(line);
}

/**
 * True for a line that only greets, with or without a comma, but for no closing phrase. A full stop makes it a message:
 * "Hello."
 */
export function isGreeting(line: string): boolean {
  if (line.length > MAX_LENGTH || readClosing(line) !== null) return false;
  return isGreetingWithComma(line) || (isBareGreeting(line) && !/\.\s*$/.test(line));
}
