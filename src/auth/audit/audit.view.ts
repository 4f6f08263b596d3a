import type { AuditEntry } from './audit-entry.entity.js';

export class AuditEntryView {
  object: 'audit_entry';
  id: string;
  at: string;
  /** Id of the API key, or `admin`. */
  actor: string;
  /** Such as `tickets.change`. */
  action: string;
  /** Path of what was changed or read. */
  target: string;
  /** Status of the answer; null for a read, which is recorded before it is answered. */
  status: number | null;
  /** IP address that the request came from. */
  address: string;
  request_id: string;
  /** SHA-256 of the request body as sent; null if there was none. */
  body_sha256: string | null;
}

export function toAuditEntryView(entry: AuditEntry): AuditEntryView {
  return {
    object: 'audit_entry',
    id: entry.id,
    at: entry.at.toISOString(),
    actor: entry.actor,
    action: entry.action,
    target: entry.object,
    status: entry.status,
    address: entry.address,
    request_id: entry.requestId,
    body_sha256: entry.bodySha256,
  };
}
