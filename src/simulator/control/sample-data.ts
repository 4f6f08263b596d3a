import { type JsonObject, optionalText, textList } from '../json.js';
import type { World } from '../world.js';

/** What a caller of `POST /_sim/events` says if it leaves `data` to the simulator. */
interface Wish {
  to: string[];
  emailId: string;
  now: string;
  body: JsonObject;
}

type DataOf = (wish: Wish) => JsonObject;

/** Members that an event type has beside the common ones. */
const SPECIFIC: ReadonlyMap<string, DataOf> = new Map(
  Object.entries<DataOf>({
    'email.bounced': ({ body, to }) => ({
      bounce: {
        message: 'The receiving server refused the mail.',
        type: optionalText(body, 'bounce_type') ?? 'Permanent',
        subType: optionalText(body, 'bounce_subtype') ?? 'General',
        diagnosticCode: to.map((address) => `smtp; 550 5.1.1 <${address}>: unknown mailbox`),
      },
    }),
    'email.suppressed': () => ({
      suppressed: { message: 'The address is on the suppression list.', type: 'OnAccountSuppressionList' },
    }),
    'email.failed': () => ({ failed: { reason: 'reached_daily_quota' } }),
    'email.clicked': ({ now }) => ({
      click: { ipAddress: '203.0.113.9', link: 'https://shop.test/', timestamp: now, userAgent: 'Sim/1' },
    }),
  }),
);

/** The `data` of an event of this type: outbound mail, unless the type has another shape. */
export function sampleData(type: string, body: JsonObject, world: World): JsonObject {
  const to = textList(body, 'to');
  const wish: Wish = {
    to: to.length > 0 ? to : ['kim@out.test'],
    emailId: optionalText(body, 'email_id') ?? world.random.uuid(),
    now: world.clock.now().toISOString(),
    body,
  };
  if (type.startsWith('suppression.')) return suppressionData(wish, world);
  return { ...outboundData(wish), ...SPECIFIC.get(type)?.(wish) };
}

function outboundData({ to, emailId, now, body }: Wish): JsonObject {
  return {
    email_id: emailId,
    message_id: optionalText(body, 'message_id') ?? `<0100-${emailId}@eu-west-1.amazonses.example>`,
    created_at: now,
    from: optionalText(body, 'from') ?? 'Shop <hello@shop.test>',
    to,
    subject: optionalText(body, 'subject') ?? 'Your receipt',
  };
}

function suppressionData({ to, now, body }: Wish, world: World): JsonObject {
  return {
    id: world.random.uuid(),
    email: to[0],
    origin: optionalText(body, 'origin') ?? 'bounce',
    source_id: optionalText(body, 'email_id') ?? null,
    created_at: now,
  };
}
