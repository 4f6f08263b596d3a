/** The words with which mail systems tell that the refusal answered the content and not the recipient. */
const ANSWERED_TO_DATA =
  /in reply to (?:the )?(?:end of )?data|>>> (?:data|bdat)\b|after (?:end of data|data|pipelined end)|after (?:the )?(?:initial )?data\b|\(data\)|final data|end of data|^data$|smtp command\ndata|eom|\[data\]|\bdot\b/im;

const WARNING =
  /this is a warning|warning message only|warning only|do not need to resend|will be retried|will (?:keep|continue) (?:trying|to try|retrying)|has been delayed|delivery (?:is |was )?delayed|not yet been delivered|still (?:being|trying)|will try again|temporarily deferred|no action is required|attempts? will be made for|has not been delivered yet|not been able to deliver.{0,30}yet/i;

const GIVEN_UP =
  /giv(?:en|ing) up|gave up|permanent(?:ly)?|fatal error|not going to try|no further|will not be retried|final(?:ly)? (?:failed|failure)/i;

export function isAnsweredToData(session: string): boolean {
  return ANSWERED_TO_DATA.test(session);
}

/** Whether a notice only warns that the mail is late. */
export function isDelay(notice: string): boolean {
  return WARNING.test(notice) && !GIVEN_UP.test(notice.replace(/permanent error\.? *if/gi, ''));
}
