import { type Sql, sql } from '../platform/database/sql.js';
import { addressKey } from './address-key.js';

/** A sign that an address is alive. */
export interface LifeSign {
  address: string;
  kind: 'delivered' | 'authenticated_mail';
  at: Date;
  eventId: string | null;
}

/** Keeps a sign of life of an address that is not on the list, where it has no other effect. */
export function lifeSign(sign: LifeSign): Sql[] {
  const address = addressKey(sign.address);
  return address === null ? [] : [keepingSign({ ...sign, address })];
}

/** Keeps the newest sign of each kind. */
export const keepingSign = ({ address, kind, at, eventId }: LifeSign): Sql => sql`
  INSERT INTO suppression_life_signs AS known (address, kind, at, event_id)
  VALUES (${address}, ${kind}, ${at}, ${eventId})
  ON CONFLICT (address, kind) DO UPDATE SET at = excluded.at, event_id = excluded.event_id
  WHERE known.at < excluded.at`;
