import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { TicketPriority } from '../ticket.entity.js';

/** Parts of a mail that conditions look at; `header:<name>` is any header field. */
export const RULE_FIELDS = ['from', 'to', 'cc', 'recipient', 'subject', 'text', 'kind', 'reason'] as const;

/** How values are compared, ignoring case. There are no regular expressions: one can be made to run for ever. */
export const RULE_OPERATORS = [
  'is',
  'is_not',
  'contains',
  'contains_not',
  'starts_with',
  'ends_with',
] as const;

export interface RuleCondition {
  /** One of `RULE_FIELDS`, or `header:` and a field name. */
  field: string;
  operator: (typeof RULE_OPERATORS)[number];
  value: string;
}

/** What is done with the ticket that a mail opens. */
export interface RuleActions {
  priority?: TicketPriority;
  assignee?: string;
  add_tags?: string[];
  spam?: boolean;
  /** Hold the message for review. */
  hold?: boolean;
}

/** Conditions on a mail that opens a ticket, and what to do if all of them hold. */
@Entity('rules')
export class Rule {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  name: string;

  /** Lower ones are applied first; a later rule outweighs an earlier one if both set the same. */
  @Column('int')
  position: number;

  @Column('boolean', { name: 'is_active' })
  isActive: boolean;

  @Column('jsonb')
  conditions: RuleCondition[];

  @Column('jsonb')
  actions: RuleActions;

  /** Grows with every change. */
  @Column('int')
  version: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}
