import { type ParsedMail } from '../mail.js';
import { isRoleOfMailSystem } from './report-address.js';
import { isAnswerSubject } from './return-subject.js';

/**
 * Who writes, as far as a name and an address tell.
 * - `mail_system`: a mailer-daemon or postmaster
 * - `machine`: a program that handles mail under another name
 * - `nobody`: a sender that takes no answer: mail systems, and any shop, bank or carrier
 * - `shared`: an address from which people write as well as machines
 * - `person`: everybody else
 */
export type SenderKind = 'mail_system' | 'machine' | 'nobody' | 'shared' | 'person';

/** The office of who runs a mail system (RFC 2142 §5), and the name by which many such systems write. */
export const POSTMASTER = /^post-?master@/i;

/** Senders that speak for a machine without being a mailer-daemon. */
const MACHINE_SENDER =
  /^(?:mail-?(?:admin|master)|mta|bounces?|[a-z0-9._-]{0,60}(?:smtp|anti-?virus|mail[._-]?(?:system|service|server|gateway))[a-z0-9._-]{0,60}|microsoftexchange[\da-f]{8,64}|listserv|majordomo|owner-.{1,60})@/i;

const NOBODY = /^(?:no-?reply|do-?not-?reply|notification|info-noreply)@/i;

/** Names that mail systems give themselves, whatever address they write from. */
const MACHINE_NAME =
  /^(?:internet )?mail[ -]?delivery[ -](?:sub[ -]?)?(?:system|service)\b|^mail(?:er)?[ -]?daemon\b|^mail (?:sub)?system\b|^mail[ -]?zustell|^mailzustellsystem/i;

/** Names under which people write as well as machines: that a delivery failed may be about a parcel. */
const SHARED_SENDER =
  /^(?:admin|administrator|sysadmin|root|system|exchange|mail|abuse|esales|[a-z.-]{0,60}-admin|[a-z.-]{0,60}delivery[a-z.-]{0,60})@/i;

/** The kind of a mail's sender; a machine that names a person in Reply-To, as a web form does, is one that people share. */
export function senderKindOf(mail: ParsedMail): SenderKind {
  const { address, name } = mail.from[0] ?? { address: '', name: '' };
  if (isRoleOfMailSystem(address || name)) return isOfficial(mail) ? 'shared' : 'mail_system';
  const isNamedMachine = MACHINE_NAME.test(name);
  if (NOBODY.test(address) && !isNamedMachine) return speaksForPerson(mail) ? 'shared' : 'nobody';
  const isMachine = isNamedMachine || !address.includes('@') || MACHINE_SENDER.test(address);
  if (isMachine) return speaksForPerson(mail) ? 'shared' : 'machine';
  return SHARED_SENDER.test(address) ? 'shared' : 'person';
}

/** A postmaster is a person where he answers: no mail system does. */
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
