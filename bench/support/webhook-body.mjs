import { randomUUID } from 'node:crypto';

/** An `email.received` of the wanted size; the mail does not exist. */
export function makeBody(bytes) {
  const now = new Date().toISOString();
  const data = {
    email_id: randomUUID(),
    created_at: now,
    from: 'Customer <customer@customers.example>',
    to: ['support@desk.example'],
    cc: [],
    bcc: [],
    message_id: `<${randomUUID()}@customers.example>`,
    subject: 'My parcel has not arrived',
    attachments: [],
    filler: '',
  };
  const event = { type: 'email.received', created_at: now, data };
  data.filler = 'x'.repeat(Math.max(0, bytes - JSON.stringify(event).length));
  return JSON.stringify(event);
}
