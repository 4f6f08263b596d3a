import { ApiError } from '../api-error.js';
import { type ApiRequest, type Answer, ok } from '../http.js';
import { readView } from '../received/read-view.js';
import type { Authentication, MailView, ReceivedMail, Verdict } from '../received/received-mail.js';
import { receivedEventData } from '../received/views.js';
import type { World } from '../world.js';

const VERDICTS: readonly string[] = ['pass', 'fail', 'gray', 'processing_failed', 'unknown'];

/** `POST /_sim/inbound`: a mail arrives. The body is raw MIME, all else is in the query (README, "Inbound"). */
export async function acceptInbound(request: ApiRequest, world: World): Promise<Answer> {
  if (request.body.length === 0) throw new ApiError('bad_request', 'The body must be the raw mail.');
  const options = request.query;
  const { view: whole, parseError } = await readView(request.body, world.random);
  const view = withOptions(whole, options);
  const rcptTo = options.getAll('rcpt_to').length > 0 ? options.getAll('rcpt_to') : [...view.to, ...view.cc];
  if (!rcptTo.some((recipient) => isReceived(recipient, world)))
    return ok({ email_id: null, event_ids: [], dropped: 'no_receiving_domain', parse_error: parseError });
  const mail: ReceivedMail = {
    id: options.get('email_id') ?? world.random.uuid(),
    createdAt: world.clock.now(),
    envelope: { mailFrom: options.get('mail_from') ?? view.from, rcptTo },
    raw: request.body,
    hasRaw: options.get('raw') !== 'null',
    view,
    authentication: readAuthentication(options),
    quotaNumber: world.quota.count(),
  };
  world.received.set(mail.id, mail);
  const eventIds = announce(mail, options, world);
  return ok({ email_id: mail.id, event_ids: eventIds, dropped: null, parse_error: parseError });
}

function announce(mail: ReceivedMail, options: URLSearchParams, world: World): string[] {
  if (options.get('webhook') === 'false') return [];
  const svixId = options.get('svix_id') ?? undefined;
  return world.emitter.emit('email.received', receivedEventData(mail), { svixId, times: readTimes(options) });
}

function withOptions(view: MailView, options: URLSearchParams): MailView {
  return {
    ...view,
    html: options.get('no_html') === 'true' ? null : view.html,
    text: options.get('no_text') === 'true' ? null : view.text,
  };
}

function readTimes(options: URLSearchParams): number {
  const times = Number(options.get('times') ?? 1);
  if (!Number.isInteger(times) || times < 1 || times > 1_000)
    throw new ApiError('invalid_parameter', '`times` must be a number from 1 to 1000.');
  return times;
}

function readAuthentication(options: URLSearchParams): Authentication | null {
  if (options.get('authentication') === 'null') return null;
  const verdict = (name: string): Verdict => {
    const value = options.get(name) ?? 'pass';
    if (!VERDICTS.includes(value))
      throw new ApiError('invalid_parameter', `\`${name}\` must be one of ${VERDICTS.join(', ')}.`);
    return value as Verdict;
  };
  return { spf: verdict('spf'), dkim: verdict('dkim'), dmarc: verdict('dmarc') };
}

function isReceived(recipient: string, world: World): boolean {
  const domains = world.plan.receiving_domains;
  const domain = recipient.slice(recipient.lastIndexOf('@') + 1).toLowerCase();
  return domains === null || domains.includes(domain);
}
