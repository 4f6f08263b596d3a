import { withoutAccents } from '../text.js';
import { unaccented } from './phrase-row.js';
import { isDelaySubject } from './return-subject.js';

/** The step of the SMTP session that the remote system refused (RFC 5321 §3.3). */
export type Step = 'mail' | 'rcpt' | 'data';

/** Characters of a notice in which it says what it is about. */
const MAX_OPENING_LENGTH = 6_000;

const MAX_REPLY_LINES = 12;
const MAX_REPLY_LENGTH = 600;

/** Words with which mail systems give the step, for each step. */
const STEP_WORDS: [Step, RegExp][] = [
  [
    'data',
    /in reply to (?:the )?(?:end of )?data|after (?:the )?(?:end of data|data|pipelined end|initial data)\b|\(data\)|final data|smtp command data|\[data\]|>>> (?:data|bdat)\b|(?:^| )data: |sending message body/i,
  ],
  ['rcpt', /rcpt[ _]to|not like recipient|rcpt command|recipient command|after rcpt/i],
  ['mail', /mail[ _]from:|in reply to mail from|not like sender|after mail from|sender was rejected/i],
];

const WARNING =
  /this is a warning|warning message only|warning only|not need to re-?send|will be retried|no need to resend|only a temporary failure|will (?:re)?try (?:again )?for (?:another )?\d+ more|delivery incomplete|attempts will continue to be made/i;

const LATENESS =
  /will (?:keep|continue) (?:trying|to try|retrying)|(?:has|have) been delayed|delivery (?:is |was )?delayed|not yet been delivered|still (?:being|trying)|will try again|temporarily deferred|no action is required|attempts? will be made for|has not been delivered yet|is delayed/i;

/** The same in other languages: it has not arrived yet, it will be tried again. */
const LATENESS_ELSEWHERE = unaccented([
  'noch nicht (?:zugestellt|übermittelt|ausgeliefert)|weiterhin versucht|weitere zustellversuche|zustellung verzögert sich',
  "n['’]a pas encore (?:été|pu)|de nouvelles tentatives|continuera (?:à|d['’])|aún no se ha|seguir[áa] intent|non è ancora stat|continuerà a (?:tent|prov)",
  'ainda não foi|continuar[áa] (?:a )?tent|nog niet (?:bezorgd|afgeleverd)|blijven proberen|nie została jeszcze|kolejne próby|ännu inte (?:kunnat )?lever|endnu ikke lever|ennå ikke lever',
  '(?:ещё|еще) не доставлен|попытки доставки (?:будут )?продолж|henüz teslim|denemeye devam|dosud nebyl|ještě nebyl|ei ole vielä',
  'まだ配信|再送を(?:試み|続け)|引き続き(?:配信|送信)|遅延して(?:い|お)|尚未(?:送达|送達|投递|投遞)|[继繼][续續](?:尝试|嘗試)|아직 (?:전달|배달)되지|재시도',
  'ešte (?:ne)?bol|még nem |nu a fost încă|ще не доставлен|все още не|δεν έχει (?:παραδοθεί )?ακόμ|još (?:uvijek )?nije|še ni (?:bilo )?dostav|ei ole veel|dar nepristat|vēl nav|encara no',
  'טרם נמסר|لم يتم .{0,60} بعد|chưa (?:được )?gửi|belum (?:ter|di)kirim|ยังไม่ได้',
]);

/** Said only by mail systems about themselves: that they will retry for some hours, and what happens then. */
const WARNING_ELSEWHERE = unaccented([
  'versucht es (?:noch|weitere|für) .{0,12}\\d{1,3} (?:stunden|tage)|(?:va réessayer|réessai?era)\\b|volverá a intentarlo|(?:re)?intentará (?:de nuevo|otra vez)|tentará novamente|riproverà\\b',
  'probeert het (?:nog )?\\d{1,3} (?:uur|dagen)|(?:försöker|prøver) igen i (?:ytterligare )?\\d|prøver på nytt i \\d|(?:będzie ponawiać|ponowi) prób|(?:будет повторять|повторит) попыт|再試行(?:します|を続け|し続け)|将.{0,20}\\d.{0,10}(?:重试|再次尝试)|將.{0,20}\\d.{0,10}重試',
]);

const GIVEN_UP =
  /giv(?:en|ing) up|gave up|permanent(?:ly)?|fatal error|not going to try|no further|will not be retried|could not be delivered/i;

const FAILURE_WORDS =
  /could not be (?:delivered|sent)|(?:unable|failed|not able) to (?:deliver|send|be delivered)|non-deliver|smtp error|error code:? [45]\d\d|delivery.{0,30}fail|wasn't able to deliver|undeliverable|did not reach|error delivering|not delivered|(?:mail|message) has been returned|no such user|user unknown|unknown user|permanent(?:ly)? (?:error|fail)|had (?:permanent |fatal |delivery )?(?:fatal )?(?:errors|problems)/i;

/**
 * The step that `diagnostic` answered: from a transcript (`>>> command`, `<<< reply`) that shows this very reply,
 * otherwise from the words of the session.
 */
export function stepAnswered(session: string, diagnostic: string): Step | null {
  const shown = stepInTranscript(session, diagnostic);
  if (shown !== null) return shown;
  const words = squeeze(session);
  return STEP_WORDS.find(([, pattern]) => pattern.test(words))?.[0] ?? null;
}

/** The command above this very reply in a `>>>`/`<<<` transcript; null if there is none. */
export function stepInTranscript(session: string, diagnostic: string): Step | null {
  const reply = squeeze(diagnostic);
  if (reply === '') return null;
  let command = '';
  for (const line of session.split('\n')) {
    const replied = repliedOn(line);
    if (/^\s{0,8}>>> ?[a-z]/i.test(line)) command = line.replace(/^\s*>>> ?/, '').toLowerCase();
    else if (command !== '' && replied !== null && reply.startsWith(squeeze(replied))) {
      return (['mail', 'rcpt', 'data'] as const).find((step) => command.startsWith(step)) ?? null;
    }
  }
  return null;
}

/** What the remote system says on this line of a transcript; null for any other line. */
const repliedOn = (line: string): string | null => /^\s{0,8}<<< (.*)$/.exec(line)?.[1] ?? null;

/**
 * The whole reply that starts with `diagnostic`, as in the transcript: Sendmail reports only the first line and adds a
 * status of its own. Without a transcript, the diagnostic itself.
 */
export function wholeReply(session: string, diagnostic: string): string {
  const code = /^[45]\d\d(?=-)/.exec(diagnostic)?.[0];
  if (code === undefined) return diagnostic;
  const lines = session.split('\n').map((line) => repliedOn(line) ?? '');
  const start = lines.findIndex((line) => line !== '' && squeeze(line) === squeeze(diagnostic));
  if (start === -1) return diagnostic;
  const following = lines.slice(start, start + MAX_REPLY_LINES).join('\n');
  const whole = new RegExp(`^(?:${code}-.*\\n)*${code}.*`).exec(following)?.[0] ?? diagnostic;
  return whole.slice(0, MAX_REPLY_LENGTH);
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim().toLowerCase();
}

/** A line with a reply: at its start, in a transcript, or after a colon or an opening quote. */
const REPLY_LINE =
  /(?:^\s{0,12}(?:<<< ?|.{0,60}<-- ?)?|[:'"(] ?)([45][0-5]\d(?:[ -]#?[45]\.\d{1,3}\.\d{1,3}\b|[ -](?=[^\d\s])).{0,900})/;

/** We continued without a recipient: that is not a reason. */
const SEQUENCE_REPLY = /^503\b/;

/**
 * The remote system's reply in `lines`: the first final one with its continuation lines, otherwise the first temporary
 * one; null if nothing looks like a reply.
 */
export function replyIn(lines: string[]): string | null {
  const replies = lines.flatMap((line, index) => {
    const reply = REPLY_LINE.exec(line)?.[1];
    return reply === undefined || SEQUENCE_REPLY.test(reply) ? [] : [{ reply, index }];
  });
  const spoken = replies.find(({ reply }) => reply.startsWith('5')) ?? replies[0];
  if (spoken === undefined) return null;
  const rest = lines.slice(spoken.index + 1, spoken.index + MAX_REPLY_LINES);
  const end = rest.findIndex((line) => !/\p{L}/u.test(line));
  return [spoken.reply, ...rest.slice(0, end === -1 ? undefined : end)].join('\n').slice(0, MAX_REPLY_LENGTH);
}

/** True if the opening of a notice says that a mail failed, or if a refusing reply is shown. */
export function tellsFailure(lines: string[]): boolean {
  return FAILURE_WORDS.test(lines.join('\n').slice(0, MAX_OPENING_LENGTH)) || replyIn(lines) !== null;
}

/** True if the notice, by its subject and its words, only warns that the mail is late. */
export function isDelay(subject: string, notice: string): boolean {
  const bare = withoutAccents(notice);
  if (WARNING.test(notice) || WARNING_ELSEWHERE.test(bare)) return true;
  const isLate = isDelaySubject(subject) || LATENESS.test(notice) || LATENESS_ELSEWHERE.test(bare);
  return isLate && !GIVEN_UP.test(notice);
}
