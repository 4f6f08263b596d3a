/**
 * How much the parser accepts of one mail. A mail over a limit marked (refused) throws `UnreadableMail`; the other
 * limits cut.
 */
export interface MailLimits {
  /** (refused) Whole mail, bytes. */
  rawBytes: number;
  /** (refused) One header block, of the mail or of a part, bytes. */
  headerBlockBytes: number;
  /** One header field, bytes; the rest of it is cut. */
  headerBytes: number;
  /** (refused) Header fields in one block. */
  headers: number;
  /** (refused) Parts of the whole tree, including multiparts and the mail itself. Also limits the uuencoded files. */
  parts: number;
  /** (refused) Nesting depth of multiparts. */
  depth: number;
  /** HTML body, bytes before charset decoding; the rest is cut. */
  htmlBytes: number;
  /** Text body, bytes before charset decoding; the rest is cut. */
  textBytes: number;
  /** One report part, bytes; the rest is cut. */
  reportBytes: number;
  /** Mailboxes kept from one address field. */
  mailboxes: number;
}

const KIB = 1024;
const MIB = 1024 * KIB;

/**
 * The limits of the service, each several times the largest honest mail. Real mail has header blocks up to 60 KiB (long
 * To lists, ARC chains), trees of 250 parts (digests) and depth 7.
 */
export const MAIL_LIMITS: MailLimits = {
  rawBytes: 40 * MIB, // the largest mail that the provider accepts, base64 included
  headerBlockBytes: 256 * KIB, // larger ones are only floods of Received or addresses
  headerBytes: 64 * KIB, // an RFC 5322 line is 998 characters; a To list of 1,000 people is 50 KiB
  headers: 1_000,
  parts: 1_001, // 999 attachments and the body pass
  depth: 20,
  htmlBytes: 2 * MIB, // sanitising is the most expensive step and grows with it
  textBytes: 2 * MIB,
  reportBytes: 256 * KIB, // a delivery status is 2 KiB; of an embedded mail only the headers matter
  mailboxes: 1_000,
};
