import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from './support/eventually.js';
import { ok, Receiver, status } from './support/receiver.js';
import { Service } from './support/service.js';
import { TriggerGate } from './support/trigger-gate.js';

let receiver: Receiver;
let service: Service;
/** Stops the cancelling of waiting deliveries. */
let cancelling: TriggerGate;
beforeAll(async () => {
  receiver = await Receiver.start();
  service = await Service.start({ env: { OUTBOUND_ALLOWED_HOSTS: receiver.host } });
  const cancelled = "BEFORE UPDATE ON webhook_deliveries FOR EACH ROW WHEN (NEW.status = 'cancelled')";
  cancelling = await TriggerGate.at(service, 1, cancelled);
});
afterAll(async () => {
  await cancelling?.end();
  await service?.stop();
  await receiver?.stop();
});

let id: string;
beforeEach(async () => {
  receiver.requests.length = 0;
  receiver.behave = status(500);
  await service.sql('DELETE FROM webhook_endpoints');
  const body = { url: receiver.url, events: ['message.held'] };
  id = (await service.call('POST', '/v1/webhooks', { body })).body.id;
  await service.call('POST', `/v1/webhooks/${id}/test`);
  await eventually(async () => ((await log()).attempts.length > 0 ? true : null));
});

const log = async () => (await service.get(`/v1/webhooks/${id}/logs`)).data.at(-1);
const change = (enabled: boolean) => service.call('PATCH', `/v1/webhooks/${id}`, { body: { enabled } });
const isDisabled = async () => ((await service.get(`/v1/webhooks/${id}`)).enabled ? null : true);
const isCancelled = async () => ((await log()).status === 'cancelled' ? true : null);

describe('a receiver', () => {
  it('is disabled by hand at once, however long cancelling its waiting deliveries takes', async () => {
    await cancelling.shut();
    const disabling = change(false);
    await cancelling.reached();
    expect(await isDisabled()).toBe(true);
    await cancelling.open();
    expect(await disabling).toMatchObject({ status: 200, body: { enabled: false } });
    expect(await isCancelled()).toBe(true);
  });

  it('is disabled for its failures at once, however long cancelling its waiting deliveries takes', async () => {
    await cancelling.shut();
    receiver.behave = status(410);
    await service.call('POST', `/v1/webhooks/${id}/test`);
    await cancelling.reached();
    expect(await isDisabled()).toBe(true);
    await cancelling.open();
    await eventually(isCancelled);
  });

  it('that is enabled again gets nothing that waited, even if cancelling was interrupted', async () => {
    await cancelling.shut();
    const disabling = change(false);
    await cancelling.reached();
    await cancelling.turnAway();
    await cancelling.open();
    await disabling;
    receiver.behave = ok;
    receiver.requests.length = 0;
    expect((await change(true)).body).toMatchObject({ enabled: true });
    expect(await isCancelled()).toBe(true);
    const { body } = await service.call('POST', `/v1/webhooks/${id}/test`);
    await eventually(async () => {
      const { data } = await service.get(`/v1/webhooks/${id}/logs`);
      return data[0].id === body.id && data[0].status === 'delivered' ? true : null;
    });
    expect(receiver.requests).toHaveLength(1);
  });

  it('gets nothing that waited if the process that disabled it died', async () => {
    await service.sql('UPDATE webhook_endpoints SET is_enabled = false');
    await eventually(isCancelled);
  });
});
