import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { Problem } from '../platform/problem/problem.js';
import { CONTACT_NOT_FOUND } from '../tickets/problems.js';
import type { Erasure } from './erasure.view.js';
import { ERASURE_NOT_FOUND } from './problems.js';

const COLUMNS = 'id, requested_at AS "requestedAt", finished_at AS "finishedAt"';

/** Accepts requests to forget somebody, and shows their progress. */
@Injectable()
export class Erasures {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** A second request for a contact returns the erasure in progress. @throws Problem contact-not-found */
  async request(contactId: string): Promise<Erasure> {
    const rows = await this.database.query<Erasure[]>(
      `INSERT INTO erasures (id, contact_id, addresses)
       SELECT $2, $1, array_agg(address) FROM contact_addresses WHERE contact_id = $1 HAVING count(*) > 0
       ON CONFLICT (contact_id) WHERE finished_at IS NULL DO UPDATE SET contact_id = excluded.contact_id
       RETURNING ${COLUMNS}`,
      [contactId, uuidv7()],
    );
    if (rows[0] === undefined) throw new Problem(CONTACT_NOT_FOUND, `There is no contact ${contactId}.`);
    return rows[0];
  }

  /** @throws Problem erasure-not-found */
  async get(id: string): Promise<Erasure> {
    const rows = await this.database.query<Erasure[]>(`SELECT ${COLUMNS} FROM erasures WHERE id = $1`, [id]);
    if (rows[0] === undefined) throw new Problem(ERASURE_NOT_FOUND, `There is no erasure ${id}.`);
    return rows[0];
  }
}
