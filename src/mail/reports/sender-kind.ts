import { type ParsedMail } from '../mail.js';
import { isRoleOfMailSystem } from './report-address.js';
import { isAnswerSubject } from './return-subject.js';

/**
 * Who writes, judged by name and address.
 * - `mail_system`: a mailer-daemon or postmaster
 * - `machine`: a program that handles mail under another name
 * - `nobody`: a sender that takes no answers: mail systems, and any shop, bank or carrier
 * - `shared`: an address from which people write as well as machines
 * - `person`: everybody else
 */
export type SenderKind = 'mail_system' | 'machine' | 'nobody' | 'shared' | 'person';

/** The operator of a mail system (RFC 2142 §5), and the name under which many such systems write. */
export const POSTMASTER = /^post-?master@/i;

/** Machines that are not called mailer-daemon. */
const MACHINE_SENDER =
  /^(?:mail-?(?:admin|master)|mta|bounces?|[a-z0-9._-]{0,60}(?:smtp|anti-?virus|mail[._-]?(?:system|service|server|gateway))[a-z0-9._-]{0,60}|microsoftexchange[\da-f]{8,64}|listserv|majordomo|owner-.{1,60})@/i;

const NOBODY = /^(?:no-?reply|do-?not-?reply|notification|info-noreply)@/i;

/** Names that mail systems give themselves, from any address. */
const MACHINE_NAME =
  /^(?:internet )?mail[ -]?delivery[ -](?:sub[ -]?)?(?:system|service)\b|^mail(?:er)?[ -]?daemon\b|^mail (?:sub)?system\b|^mail[ -]?zustell|^mailzustellsystem/i;

/** Names used by people as well as machines: a failed delivery may be a parcel's. */
const SHARED_SENDER =
  /^(?:admin|administrator|sysadmin|root|system|exchange|mail|abuse|esales|[a-z.-]{0,60}-admin|[a-z.-]{0,60}delivery[a-z.-]{0,60})@/i;

/** The kind of a mail's sender. A machine that names a person in Reply-To, as a web form does, is `shared`. */
export function senderKindOf(mail: ParsedMail): SenderKind {
  const { address, name } = mail.from[0] ?? { address: '', name: '' };
  if (isRoleOfMailSystem(address || name)) return isOfficial(mail) ? 'shared' : 'mail_system';
  const isNamedMachine = MACHINE_NAME.test(name);
  if (NOBODY.test(address) && !isNamedMachine) return speaksForPerson(mail) ? 'shared' : 'nobody';
  const isMachine = isNamedMachine || !address.includes('@') || MACHINE_SENDER.test(address);
  if (isMachine) return speaksForPerson(mail) ? 'shared' : 'machine';
  return SHARED_SENDER.test(address) ? 'shared' : 'person';
}

/** A postmaster who answers is a person: mail systems do not answer. */
function isOfficial({ from, subject }: ParsedMail): boolean {
  return POSTMASTER.test(from[0]?.address ?? '') && isAnswerSubject(subject);
}

function speaksForPerson({ replyTo }: ParsedMail): boolean {
  return replyTo.some(
    ({ address }) =>
      address.includes('@') &&
      !MACHINE_SENDER.test(address) &&
      !NOBODY.test(address) &&
      !isRoleOfMailSystem(address),
  );
}
