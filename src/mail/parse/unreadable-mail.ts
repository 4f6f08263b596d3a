/** The limit that a mail broke. */
export type UnreadableMailCode =
  'mail_too_large' | 'headers_too_large' | 'too_many_headers' | 'too_many_parts' | 'too_deep';

/**
 * Thrown for a mail that breaks a limit of `MailLimits`; it is kept raw and not parsed. Broken mail within the limits
 * is parsed.
 */
export class UnreadableMail extends Error {
  override readonly name = 'UnreadableMail';

  constructor(
    /** Stable, to be stored and shown. */
    readonly code: UnreadableMailCode,
    message: string,
  ) {
    super(message);
  }
}
