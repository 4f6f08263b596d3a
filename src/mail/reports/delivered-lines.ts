import { withoutAccents } from '../text.js';
import { unaccented } from './phrase-row.js';
import { findAddresses } from './report-address.js';
import { replyIn } from './session-words.js';

/** That a mail arrived, as headings say it. */
const DELIVERED = unaccented([
  String.raw`(?<!\p{L})(?:succeeded|success|successful(?:ly)?|(?:has|have|had) been (?:delivered|relayed)|(?:was|were) (?:delivered|relayed)|delivered|relayed|delivery .{0,60}is complete)(?!\p{L})`,
  String.raw`(?<!\p{L})(?:erfolgreich|zugestellt|ausgeliefert|übermittelt|réussie?s?|avec succès|(?:été|bien) (?:remise?|distribuée?|livrée?|délivrée?)s?|distribués?|remis à)(?!\p{L})`,
  String.raw`(?<!\p{L})(?:correctamente|con éxito|entregad[oa]s?|se (?:ha )?entreg[óo]|correttamente|con successo|consegnat[oaie]|recapitat[oaie]|riuscit[oaie]|com (?:êxito|sucesso)|entregues?)(?!\p{L})`,
  String.raw`(?<!\p{L})(?:geslaagd|gelukt|bezorgd|afgeleverd|succesvol|lyckades|levererat?s?|levererade|lykkedes|lyktes|vellykket|levere[rt]|onnistui|toimitettu)(?!\p{L})`,
  String.raw`(?<!\p{L})(?:pomyślnie|dostarczon[oyae]|úspěšně|doručen[oaý]?|úspešne|sikeresen|kézbesít(?:ve|ettük)|cu succes|livrat[ăe]?|uspješno|isporučen[oaie]?|başarıyla|teslim edildi)(?!\p{L})`,
  String.raw`(?<!\p{L})(?:успешно|доставлен[оаы]?|успішно|доставлен[оаі]?|επιτυχώς|παραδόθηκ(?:ε|αν)|thành công|berhasil|بنجاح|בהצלחה|נמסרה?)(?!\p{L})`,
  '(?:配信|送信|配達)(?:され|(?:が|に)(?:完了|成功)|(?:完了|成功|済み))|正常に|已送达|已送達|(?:投递|投遞|传递|傳遞|发送|發送|送达|送達)成功|成功(?:投递|投遞|传递|傳遞|发送|發送|送达|送達)|(?:배달|전달|전송)(?:되었|됐|(?:에 )?성공|완료)',
]);

/** That it did not, or not yet: "could not be delivered", "nicht erfolgreich". */
const FAILED = unaccented([
  String.raw`(?<!\p{L})(?:not|no|never|cannot|unable|un(?:successful|delivered|deliverable)\p{L}*|fail\p{L}*|error\p{L}*|problem\p{L}*|reject\p{L}*|refus\p{L}*|return\p{L}*|but|however|except|yet|be|until|unless|if|whether|delay\p{L}*)(?!\p{L})|n['’]t(?!\p{L})`,
  String.raw`(?<!\p{L})(?:nicht|kein\p{L}*|konnte\p{L}*|werden|fehl\p{L}*|un(?:zugestellt|zustell)\p{L}*|aber|jedoch|pas|échou\p{L}*|échec|sans|mais|non|no|sin|fall\p{L}*|pero|ma|però|não|nao|sem|falh\p{L}*|mas|impossi\p{L}*|imposi\p{L}*)(?!\p{L})`,
  String.raw`(?<!\p{L})(?:niet|geen|mislukt|maar|inte|ej|misslyck\p{L}*|men|ikke|mislyk\p{L}*|ei|eivät|epäonn\p{L}*|nie|nem|nu|nebyl\p{L}*|nelze|nije|nisu|ne|neusp\p{L}*|neúsp\p{L}*|sikertelen\p{L}*|değil|edileme\p{L}*|başarısız\p{L}*)(?!\p{L})`,
  String.raw`(?<!\p{L})(?:не|неусп\p{L}*|недоставл\p{L}*|но|δεν|μη|αποτυχ\p{L}*|không|chưa|tidak|gagal|لم|لا|لن|لم|לא|טרם)(?!\p{L})`,
  '未|不|没|沒|無|无|失敗|失败|ません|なかった|できな|않|못|실패',
]);

/** A heading leads to the lines below it. */
const LEADS_ON = /(?:[:：]|---)\s*$/;

/** `250 2.1.5 Ok` below a recipient is about that one, and so is what is indented. */
const DETAIL = /^\s*2\d\d[ -]|^[ \t]/;

/**
 * Tells which lines of a notice stand below a heading such as "Delivery to the following recipients succeeded:". It
 * reaches to the next words at the start of a line; a refusing reply below an address shows that it is no such section.
 */
export function deliveredLines(lines: string[]): (line: number) => boolean {
  const delivered = new Set<number>();
  let inSection = false;
  lines.forEach((text, at) => {
    const isAddress = text.includes('@') && findAddresses(text, 1).length > 0;
    if (isHeading(lines, at)) inSection = true;
    else if (!isAddress && /\p{L}/u.test(text) && !DETAIL.test(text)) inSection = false;
    if (inSection && isAddress && replyIn(wordsAbout(lines, at)) === null) delivered.add(at);
  });
  return (line) => delivered.has(line);
}

function isHeading(lines: string[], at: number): boolean {
  const text = lines[at] ?? '';
  if (text.includes('@') || !LEADS_ON.test(text)) return false;
  const bare = withoutAccents(text);
  return DELIVERED.test(bare) && !FAILED.test(bare);
}

/** An address with the lines below it, up to a blank one or the next address. */
function wordsAbout(lines: string[], at: number): string[] {
  const below = lines.slice(at + 1, at + 8);
  const end = below.findIndex((line) => line.trim() === '' || line.includes('@'));
  return [lines[at] ?? '', ...below.slice(0, end === -1 ? undefined : end)];
}
