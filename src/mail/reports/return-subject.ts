import { AUTOMATIC_SUBJECT } from '../classify/automatic-subjects.js';
import { withoutAccents } from '../text.js';
import { unaccented } from './phrase-row.js';

/** Subjects under which mail systems return mail; used only if the sender is not a person. */
const RETURN_SUBJECT = unaccented([
  'undeliver|undelivered|non[- ]?deliver|not deliver|delivery (?:failure|failed|warning|status|notification|report|problem|error|has failed|delay)|deliver(?:y|ing).{0,30}(?:fail|problem|error|delay|unable)',
  'fail(?:ed|ure).{0,20}(?:deliver|notice|send)|failure notice|mail failure|returned (?:mail|message|e-?mail|to sender)|return(?:ed)? to sender|mail (?:system )?error|could not be delivered|mail status report|bounce|rejected',
  'problem.{0,20}(?:deliver|sending)|unable to deliver|error sending|delayed mail|warning: (?:could not|message)|message (?:delayed|not sent|you sent|status)|mail system error|cannot send|unzustellbar|zustell|nicht zugestellt|non remis|échec|non remesso|mancato recapito|no se (?:ha podido|puede) entregar|no entregado|devuelto|onbestelbaar|niet te bestellen|rückläufer|could not be sent|nie dostarczono|ikke leveret|kan inte levereras|não entregue|не доставлен|недоставлен',
  'non recapitabile|recapito non|não (?:é|foi) possível entregar|falha na entrega|nie można dostarczyć|niedostarcz|det (?:gick|går) inte att leverera|δεν είναι δυνατή η παράδοση|недоставим|nedoručiteľn|nepristat|nepavyko pristatyti|kohaletoimetam|ei saanud kohale toimetada|teslim edilem|(?:δεν|μη) παρ[αά]δ|αποτυχία παράδοσης|nedoručen|nedoručiteln|nelze doručit|kézbesíthetetlen|nem kézbesít|kan ikke leveres|ikke levert|ei voi(?:da)? toimittaa|toimittamat|toimitus epäonnistui|ei toimitettu|nelivr|nu a (?:fost|putut fi) livrat|neisporuč|ni (?:bilo )?mogoče dostaviti|недоставк|не (?:вдалося|удалось) достав|недоставен|nevar piegādāt|no s.ha pogut lliurar|не може да бъде достав|לא ניתן (?:היה )?למסור|تعذر (?:ال)?تسليم|غير قابل للتسليم|không thể gửi|không gửi được|tidak (?:dapat )?(?:terkirim|dikirim)|ไม่สามารถส่ง',
  '未送达|未送達|未传递|未傳遞|无法(?:送达|投递|传递)|無法(?:送達|投遞|傳遞)|배달되지 않음|배달(?:할 수 없| 실패)|전송 실패|반송',
  'エラー(?:通知|メール)|配信(?:でき|不能|エラー)|配送(?:でき|不能|エラー)|送信(?:でき|エラー)|退信|(?:投递|传输)失败|傳輸失敗|無法傳遞|übermittlungsstatus|état de (?:la )?(?:distribution|remise)|estado de entrega|stato (?:di|della) consegna|e-?mail addressing error|no valid recipient|system error|error .{0,20}your mail|are not member|loop alert',
]);

/** Subjects that say a delivery takes longer. */
const DELAY_SUBJECT = unaccented([
  '(?:mail|message|deliver[yi]|delivery status).{0,40}\\b(?:delay|delayed)\\b|\\bdelayed (?:mail|message|delivery)|verzögerte zustellung|zustellung.{0,20} verzögert|remise (?:retardée|différée)|distribution retardée|entrega (?:retrasada|con retraso|atrasada|adiada)',
  '(?:consegna|recapito) (?:ritardat[ao]|in ritardo)|(?:bezorging|levering) (?:is )?vertraagd|vertraagde (?:bezorging|levering)|(?:dostarczanie|dostarczenie) opóźnione|opóźnione dostarczanie|(?:leveransen?|leveringen?) (?:är |er )?(?:försenad|fördröjd|forsinket)|доставка (?:задерж|отложен)|(?:配信|配送)(?:の|が)?遅延|(?:传递|投递|傳遞|送達)(?:延迟|延遲)|배달(?:이)? 지연',
]);

/** Subjects of answers, forwards and absence notes about a returned mail; they do not return it. */
const ANSWER_SUBJECT =
  /^(?:re|aw|antw|sv|vs|odp|rif|ynt|enc|回复|答复|回覆|転送|转发|轉寄|fwd?|wg|tr|rv|auto[a-z]{0,8}|out of office)(?![a-z])/i;

/** True for the subject of a returned mail, but not of an answer, forward or absence note about one. */
export function isReturnSubject(subject: string): boolean {
  return (
    (RETURN_SUBJECT.test(withoutAccents(subject)) || isDelaySubject(subject)) &&
    !isAnswerSubject(subject) &&
    !AUTOMATIC_SUBJECT.test(subject)
  );
}

/** True if the subject says that a mail is late; whether it may still arrive, only the words of the notice say. */
export function isDelaySubject(subject: string): boolean {
  return DELAY_SUBJECT.test(withoutAccents(subject));
}

/** True if the subject was put before another one: by an answer, a forward or an automatic answer. */
export function isAnswerSubject(subject: string): boolean {
  return ANSWER_SUBJECT.test(subject);
}
