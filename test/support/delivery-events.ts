import { type Answer, type Service } from './service.js';
import { signed } from './sign.js';

interface Told {
  email_id?: string;
  message_id?: string;
  to?: string[];
  at?: Date;
  /** Further members of `data`. */
  data?: Record<string, unknown>;
  svixId?: string;
}

let serial = 0;

/** The body of a Resend event about a sent mail. */
export function sentMailEvent(type: string, told: Told = {}): string {
  serial += 1;
  const {
    email_id = `mail-${process.pid}-${serial}`,
    message_id,
    to = ['kim@out.example'],
    data = {},
  } = told;
  return JSON.stringify({
    type,
    created_at: (told.at ?? new Date()).toISOString(),
    data: {
      email_id,
      ...(message_id !== undefined && { message_id: `<${message_id}>` }),
      from: 'Shop <hello@shop.example>',
      to,
      subject: 'Your receipt',
      ...data,
    },
  });
}

export const bounce = (type: string, subType: string, ...diagnosticCode: string[]) => ({
  bounce: { type, subType, message: 'It was refused.', ...(diagnosticCode.length > 0 && { diagnosticCode }) },
});

/** The body of an event about the provider's own list. */
export function listEvent(
  type: 'suppression.added' | 'suppression.removed',
  email: string,
  more: { origin?: string; sourceId?: string; at?: Date } = {},
): string {
  const created_at = (more.at ?? new Date()).toISOString();
  return JSON.stringify({
    type,
    created_at,
    data: {
      id: 'b0e1',
      email,
      origin: more.origin ?? 'bounce',
      source_id: more.sourceId ?? null,
      created_at,
    },
  });
}

/** Posts a signed event. */
export function post(service: Service, body: string, svixId?: string): Promise<Answer> {
  const headers = signed(body, svixId === undefined ? {} : { id: svixId });
  return service.call('POST', '/webhooks/resend', { raw: body, headers, key: null });
}

/** Posts a signed event and returns it once it has ended. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests speak JSON
export async function tell(service: Service, body: string): Promise<any> {
  const answer = await post(service, body);
  if (answer.status !== 200) throw new Error(`the event was refused: ${answer.bytes.toString()}`);
  return service.ended((answer.body as { event_id: string }).event_id);
}
