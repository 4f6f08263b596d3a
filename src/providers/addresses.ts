import { MAX_LIST_LENGTH, readList } from './json.js';

/** RFC 5321 §4.5.3.1: 64 octets local part, `@`, 255 octets domain. */
const MAX_ADDR_SPEC_LENGTH = 320;

const ADDR_SPEC = /^[^\s<>@,;"()]+@[^\s<>@,;"()]+$/;
const QUOTED_ADDR_SPEC = /^"[^"<>]*"@[^\s<>@,;"()]+$/;

/** Addresses read from a payload, and whether it held nothing else. */
export interface ReadAddresses {
  /** addr-specs in lower case, without duplicates, in the payload's order. */
  addresses: string[];
  /** False if an entry was no address, or if there were more than we read. */
  complete: boolean;
}

/**
 * Finds the addr-spec of `local@domain` or `Name <local@domain>`, in lower case; null for anything else. Providers
 * compare addresses case-insensitively, including the part left of the `@`.
 */
export function findAddrSpec(mailbox: string): string | null {
  const trimmed = mailbox.trim();
  const open = trimmed.endsWith('>') ? trimmed.lastIndexOf('<') : -1;
  const addrSpec = (open === -1 ? trimmed : trimmed.slice(open + 1, -1).trim()).toLowerCase();
  if (addrSpec.length > MAX_ADDR_SPEC_LENGTH) return null;
  return ADDR_SPEC.test(addrSpec) || QUOTED_ADDR_SPEC.test(addrSpec) ? addrSpec : null;
}

/** Reads a list of addresses, or one string that holds one or more. `undefined` and null read as no addresses. */
export function readAddresses(value: unknown): ReadAddresses {
  if (value === undefined || value === null) return { addresses: [], complete: true };
  const entries = Array.isArray(value) ? readList(value) : [value];
  const mailboxes = entries.flatMap((entry) => (typeof entry === 'string' ? splitMailboxes(entry) : [null]));
  const found = mailboxes.map((mailbox) => (mailbox === null ? null : findAddrSpec(mailbox)));
  const addresses = [...new Set(found.filter((address) => address !== null))].slice(0, MAX_LIST_LENGTH);
  const isWhole = !Array.isArray(value) || value.length <= MAX_LIST_LENGTH;
  return { addresses, complete: isWhole && found.length <= MAX_LIST_LENGTH && !found.includes(null) };
}

/** Joins the addresses of several fields. */
export function joinAddresses(parts: readonly ReadAddresses[]): ReadAddresses {
  return {
    addresses: [...new Set(parts.flatMap((part) => part.addresses))],
    complete: parts.every((part) => part.complete),
  };
}

/** The recipient that an event is about, if only one is possible. */
export function findOnlyRecipient({ addresses, complete }: ReadAddresses): string | null {
  return complete && addresses.length === 1 ? (addresses[0] ?? null) : null;
}

/** Splits at commas outside quotes and angle brackets (RFC 5322 §3.4 address-list). */
function splitMailboxes(text: string): string[] {
  const mailboxes: string[] = [];
  let isQuoted = false;
  let isAngled = false;
  let start = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === '\\' && isQuoted) index++;
    else if (character === '"') isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (character === '<' || character === '>') isAngled = character === '<';
    else if (character === ',' && !isAngled) {
      mailboxes.push(text.slice(start, index));
      start = index + 1;
    }
  }
  mailboxes.push(text.slice(start));
  return mailboxes.filter((mailbox, index) => mailbox.trim() !== '' || index === 0);
}
