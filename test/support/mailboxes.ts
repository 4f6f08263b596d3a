import type { Service } from './service.js';

/** Creates a mailbox; its patterns are its address unless others are given. */
export async function makeMailbox(
  service: Service,
  settings: { name: string; address?: string; patterns?: string[] } & Record<string, unknown>,
): Promise<string> {
  const patterns = settings.patterns ?? (settings.address === undefined ? [] : [settings.address]);
  const made = await service.call('POST', '/v1/mailboxes', { body: { ...settings, patterns } });
  if (made.status !== 201) throw new Error(`mailbox was answered ${made.status}: ${made.bytes.toString()}`);
  return (made.body as { id: string }).id;
}
