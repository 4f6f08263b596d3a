/**
 * The smallest id that an event stored at this moment or later can have. Ids are UUIDv7 (RFC 9562 §5.7): their first
 * 48 bits are the time, so the primary key finds what is recent.
 */
export function firstIdAt(ms: number): string {
  const time = Math.max(0, Math.floor(ms)).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}
