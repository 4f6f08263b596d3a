import { type Answer, type ApiRequest, created } from '../http.js';
import { optionalText, readObject, requiredText, textList } from '../json.js';
import type { World } from '../world.js';

/** `POST /_sim/webhooks`: registers an endpoint with a secret of the caller's choice. */
export function registerWebhook(request: ApiRequest, world: World): Answer {
  const body = readObject(request.body);
  const events = textList(body, 'events');
  const webhook = world.endpoints.register(
    requiredText(body, 'endpoint'),
    events.length > 0 ? events : null,
    optionalText(body, 'secret'),
  );
  return created({ id: webhook.id, endpoint: webhook.endpoint, signing_secret: webhook.secrets[0]?.secret });
}
