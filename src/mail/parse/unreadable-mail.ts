/** Which limit a mail broke. */
export type UnreadableMailCode =
  'mail_too_large' | 'headers_too_large' | 'too_many_headers' | 'too_many_parts' | 'too_deep';

/** A mail that breaks a limit of `MailLimits`: it is kept raw and not read. Broken mail within the limits is read. */
export class UnreadableMail extends Error {
  override readonly name = 'UnreadableMail';

  constructor(
    /** Stable, for storing and showing. */
    readonly code: UnreadableMailCode,
    message: string,
  ) {
    super(message);
  }
}
