/** The step of the SMTP session that the remote system refused (RFC 5321 §3.3). */
export type Step = 'mail' | 'rcpt' | 'data';

/** The words with which mail systems tell the step, each with what it answers. */
const STEP_WORDS: [Step, RegExp][] = [
  [
    'data',
    /in reply to (?:the )?(?:end of )?data|after (?:the )?(?:end of data|data|pipelined end|initial data)\b|\(data\)|final data|smtp command\s{1,4}data|\[data\]|>>> (?:data|bdat)\b|^data:|sending message body/im,
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

/**
 * The step that `diagnostic` answered: by the transcript (`>>> command`, `<<< reply`) where there is one that shows this
 * very reply, else by the words of the session.
 */
export function stepAnswered(session: string, diagnostic: string): Step | null {
  return (
    stepInTranscript(session, diagnostic) ?? STEP_WORDS.find(([, words]) => words.test(session))?.[0] ?? null
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

/** Whether a notice only warns that the mail is late. */
export function isDelay(notice: string): boolean {
  return WARNING.test(notice) || (LATENESS.test(notice) && !GIVEN_UP.test(notice));
}
