/** The step of the SMTP session that the remote system refused (RFC 5321 §3.3). */
export type Step = 'mail' | 'rcpt' | 'data';

/** Characters of a notice in which it says what it is about. */
const MAX_OPENING_LENGTH = 6_000;

const MAX_REPLY_LINES = 12;
const MAX_REPLY_LENGTH = 600;

/** The words with which mail systems tell the step, each with what it answers. */
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

const GIVEN_UP =
  /giv(?:en|ing) up|gave up|permanent(?:ly)?|fatal error|not going to try|no further|will not be retried|could not be delivered/i;

const FAILURE_WORDS =
  /could not be (?:delivered|sent)|(?:unable|failed|not able) to (?:deliver|send|be delivered)|non-deliver|smtp error|error code:? [45]\d\d|delivery.{0,30}fail|wasn't able to deliver|undeliverable|did not reach|error delivering|not delivered|(?:mail|message) has been returned|no such user|user unknown|unknown user|permanent(?:ly)? (?:error|fail)|had (?:permanent |fatal |delivery )?(?:fatal )?(?:errors|problems)/i;

/**
 * The step that `diagnostic` answered: by the transcript (`>>> command`, `<<< reply`) where there is one that shows this
 * very reply, else by the words of the session.
 */
export function stepAnswered(session: string, diagnostic: string): Step | null {
  return (
    stepInTranscript(session, diagnostic) ??
    STEP_WORDS.find(([, words]) => words.test(squeeze(session)))?.[0] ??
    null
  );
}

/** The command above the very reply in a `>>>`/`<<<` transcript; null where there is none. */
export function stepInTranscript(session: string, diagnostic: string): Step | null {
  const reply = squeeze(diagnostic);
  if (reply === '') return null;
  let command = '';
  for (const line of session.split('\n')) {
    if (/^\s{0,8}>>> ?[a-z]/i.test(line)) command = line.replace(/^\s*>>> ?/, '').toLowerCase();
    else if (
      command !== '' &&
      /^\s{0,8}<<< /.test(line) &&
      reply.startsWith(squeeze(line.replace(/^\s*<<< /, '')))
    ) {
      return (['mail', 'rcpt', 'data'] as const).find((step) => command.startsWith(step)) ?? null;
    }
  }
  return null;
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim().toLowerCase();
}

/** A line that holds a reply: at its start, in a transcript, or after a colon or an opening quote. */
const REPLY_LINE =
  /(?:^\s{0,12}(?:<<< ?|.{0,60}<-- ?)?|[:'"(] ?)([45][0-5]\d(?:[ -]#?[45]\.\d{1,3}\.\d{1,3}\b|[ -](?=[^\d\s])).{0,900})/;

/** That we went on without a recipient is no reason. */
const SEQUENCE_REPLY = /^503\b/;

/**
 * The remote system's reply in `lines`: the first final one with the lines that continue it, else the first temporary one;
 * null when nothing looks like a reply.
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

/** Whether a notice says in its opening that a mail failed, or shows the reply by which it did. */
export function tellsFailure(lines: string[]): boolean {
  return FAILURE_WORDS.test(lines.join('\n').slice(0, MAX_OPENING_LENGTH)) || replyIn(lines) !== null;
}

/** Whether a notice only warns that the mail is late. */
export function isDelay(notice: string): boolean {
  return WARNING.test(notice) || (LATENESS.test(notice) && !GIVEN_UP.test(notice));
}
