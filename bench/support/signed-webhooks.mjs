import { createHmac, randomUUID } from 'node:crypto';

/** Body of the webhook that announces a received mail. */
export const announcement = (emailId) =>
  JSON.stringify({
    type: 'email.received',
    created_at: new Date().toISOString(),
    data: { email_id: emailId },
  });

/** Headers of a webhook signed now (Standard Webhooks, with Svix's names). */
export function signatureHeaders({ secret, body }) {
  const id = `msg_${randomUUID()}`;
  const timestamp = Math.floor(Date.now() / 1000);
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const mac = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'svix-id': id, 'svix-timestamp': String(timestamp), 'svix-signature': `v1,${mac}` };
}

/** Sends one signed `email.received`. @returns the event's id */
export async function announce({ url, secret, emailId }) {
  const body = announcement(emailId);
  const headers = { 'content-type': 'application/json', ...signatureHeaders({ secret, body }) };
  const response = await fetch(`${url}/webhooks/resend`, { method: 'POST', headers, body });
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()).event_id;
}
