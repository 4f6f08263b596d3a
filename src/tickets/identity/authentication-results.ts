import type { HeaderField } from '../../mail/mail.js';
import type { Authentication } from './authentication.js';

/** Longest field that is read: a receiving server writes a few hundred characters. */
const MAX_FIELD_CHARS = 4_096;

/**
 * What our own receiving server noted (RFC 8601). Only the topmost Authentication-Results field counts, and only if it
 * has a trusted server's name, because every field below may be the sender's own. ARC fields are never read.
 *
 * @param sender the strict sender, to tell an aligned signature from a stranger's
 * @returns null if there is no field to trust
 */
export function readAuthenticationResults(
  headers: HeaderField[],
  trustedServers: readonly string[],
  sender: string | null,
): Authentication | null {
  const value = headers.find(({ name }) => name === 'authentication-results')?.value;
  if (value === undefined || value.length > MAX_FIELD_CHARS) return null;
  const [server = '', ...results] = blankComments(value).split(';');
  const name = server.trim().split(/\s/)[0]!.toLowerCase();
  if (!trustedServers.some((trusted) => trusted.toLowerCase() === name)) return null;
  const found: Authentication = { spf: null, dkim: null, dmarc: null };
  for (const result of results) {
    const [, method, verdict, properties = ''] =
      /^\s*(spf|dkim|dmarc)(?:\/\d+)?\s*=\s*([a-z]+)(.*)/is.exec(result) ?? [];
    if (method === undefined || verdict === undefined) continue;
    const key = method.toLowerCase() as keyof Authentication;
    found[key] = better(found[key], read(key, verdict.toLowerCase(), properties, sender));
  }
  return found;
}

function read(
  method: keyof Authentication,
  verdict: string,
  properties: string,
  sender: string | null,
): string {
  if (method === 'dkim' && verdict === 'pass' && !isAligned(properties, sender)) return 'gray';
  return ['pass', 'fail'].includes(verdict) ? verdict : 'gray';
}

/**
 * Relaxed alignment, as far as it can be told without the public suffix list: the signer's domain or a subdomain of it.
 */
function isAligned(properties: string, sender: string | null): boolean {
  const signer = /\bheader\.(?:d=|i=[^\s@;]*@)([a-z0-9.-]+)/i.exec(properties)?.[1]?.toLowerCase();
  const domain = sender?.slice(sender.lastIndexOf('@') + 1);
  if (signer === undefined || domain === undefined || !signer.includes('.')) return false;
  return domain === signer || domain.endsWith(`.${signer}`);
}

/** One valid signature of several is enough. */
function better(before: string | null, now: string): string {
  return before === 'pass' ? before : now;
}

/** Drops comments and quoted strings, which may contain anything, even `dmarc=pass`. */
function blankComments(value: string): string {
  let depth = 0;
  let inQuotes = false;
  let text = '';
  for (let at = 0; at < value.length; at++) {
    const character = value[at]!;
    if (character === '\\' && (depth > 0 || inQuotes)) at++;
    else if (character === '"' && depth === 0) inQuotes = !inQuotes;
    else if (character === '(' && !inQuotes) depth++;
    else if (character === ')' && !inQuotes) depth = Math.max(0, depth - 1);
    else if (depth === 0 && !inQuotes) text += character;
  }
  return text;
}
