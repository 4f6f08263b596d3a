import { type Bounce } from './provider.js';
import { type JsonObject, readLine, readLines } from './json.js';

const UNDETERMINED = 'Undetermined';

/** One vocabulary for the policy: SES's words, which Resend uses too. `Temporary` occurs once in Resend's pages. */
const BOUNCE_TYPES: Readonly<Record<string, string>> = {
  permanent: 'Permanent',
  hard: 'Permanent',
  transient: 'Transient',
  temporary: 'Transient',
  soft: 'Transient',
  undetermined: UNDETERMINED,
};

/** Sub-types that mean "we did not even try": the address was already on the provider's own list. */
const SUPPRESSION_SUB_TYPES: ReadonlySet<string> = new Set(['Suppressed', 'OnAccountSuppressionList']);

/** Reads a bounce object in Resend's shape. In 2023 these objects held only `message`. */
export function readBounce(bounce: JsonObject): Bounce {
  return {
    type: toBounceType(readLine(bounce.type)),
    subType: readLine(bounce.subType) ?? UNDETERMINED,
    diagnosticCode: readLine(readLines(bounce.diagnosticCode).join(' | ')),
    message: readLine(bounce.message),
  };
}

/** Our word for a sender's bounce type; the sender's own word if we have none. */
export function toBounceType(type: string | null): string {
  if (type === null) return UNDETERMINED;
  const lowerCase = type.toLowerCase();
  return (Object.hasOwn(BOUNCE_TYPES, lowerCase) ? BOUNCE_TYPES[lowerCase] : undefined) ?? type;
}

/** A refusal to send, which older payloads call a bounce. Counting it as one would punish the address twice. */
export function isSuppressionBounce(bounce: Bounce): boolean {
  return SUPPRESSION_SUB_TYPES.has(bounce.subType);
}
