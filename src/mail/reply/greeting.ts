import { readClosing } from './closing.js';

const MAX_GREETING = 60;
/** How letters begin, with up to four words behind. */
const WORDS =
  /^(?:(?:hello|hi|hey|dear|good (?:morning|afternoon|evening|day)|greetings|hallo|guten (?:tag|morgen|abend)|grüß gott|grüezi|servus|moin|sehr geehrte[rs]?|liebe[rs]?|bonjour|bonsoir|salut|chère?s?|madame|monsieur|hola|buen[oa]s (?:días|tardes|noches)|estimad[oa]s?|querid[oa]s?|buongiorno|buonasera|salve|ciao|gentil[ei]|egregi[oa]?|car[oaie]|olá|oi|bom dia|boa (?:tarde|noite)|prezad[oa]s?|dag|goede(?:morgen|middag|navond|ndag)|beste|geachte|hej|hei|god (?:dag|morgon|morgen)|kära|bästa|kære|kjære|hyvä|terve|moi|dzień dobry|witam|cześć|szanown[aiey]|dobrý den|ahoj|vážen[íáýé]|здравствуйте|добр(?:ый|ое) (?:день|утро|вечер)|уважаем(?:ый|ая|ые)|привет)(?!\p{L}))(?:\s+[\p{L}.'’()&/-]{1,30}){0,4}(?<!\.)\s?[!:]?$/iu;

/** True for a line that only greets: "Hello Ann,", "Guten Tag", but no closing phrase. */
export function isGreeting(line: string): boolean {
  if (line.length > MAX_GREETING || readClosing(line) !== null) return false;
  return /[,،，]\s*$/.test(line) || WORDS.test(line.trim());
}
