import { type Bounce } from './provider.js';
import { type JsonObject, readLine, readLines } from './json.js';

const UNDETERMINED = 'Undetermined';

/** One vocabulary for the policy: SES's words, which Resend uses too. `Temporary` stands once in Resend's pages. */
const BOUNCE_TYPES: Readonly<Record<string, string>> = {
  permanent: 'Permanent',
  hard: 'Permanent',
  transient: 'Transient',
  temporary: 'Transient',
  soft: 'Transient',
  undetermined: UNDETERMINED,
};

/** Sub-types that say "we did not even try": the address was on the provider's own list already. */
const SUPPRESSION_SUB_TYPES: ReadonlySet<string> = new Set(['Suppressed', 'OnAccountSuppressionList']);

/** Reads a bounce object in Resend's shape. Objects of 2023 had nothing but `message`. */
export function readBounce(bounce: JsonObject): Bounce {
  return {
    type: toBounceType(readLine(bounce.type)),
    subType: readLine(bounce.subType) ?? UNDETERMINED,
    diagnosticCode: readLine(readLines(bounce.diagnosticCode).join(' | ')),
    message: readLine(bounce.message),
  };
}

/** Our word for a sender's bounce type; the sender's own when we know none. */
export function toBounceType(type: string | null): string {
  if (type === null) return UNDETERMINED;
  const lowerCase = type.toLowerCase();
  return (Object.hasOwn(BOUNCE_TYPES, lowerCase) ? BOUNCE_TYPES[lowerCase] : undefined) ?? type;
}

/** A refusal to send that older payloads call a bounce; counting it as one would punish the address twice. */
export function isSuppressionBounce(bounce: Bounce): boolean {
  return SUPPRESSION_SUB_TYPES.has(bounce.subType);
}
