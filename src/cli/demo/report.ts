import type { Became } from './became.js';
import type { Played } from './play-scene.js';

const SENT_WIDTH = 28;
const BYTES_PER_MB = 1_000_000;

/** One line of the table, and one for each surprise. */
export function tell({ scene, address, became, surprises }: Played): string {
  const mark = surprises.length === 0 ? '✓' : '✗';
  const row = ` ${mark} ${scene.sent.padEnd(SENT_WIDTH)} ${wordsOf(became, address)}`;
  return [row, ...surprises.map((surprise) => `     ${surprise}`)].join('\n');
}

function wordsOf(became: Became, address: string | null): string {
  return [
    ended(became, address),
    became.acceptedCopies > 1 && `${became.acceptedCopies} × 200, ${became.events} event`,
    became.messages > 1 && `${became.messages} messages`,
    became.kind && became.kind !== 'human' && became.kind,
    became.subject,
    became.attachments.length > 0 && `${became.attachments.join(', ')} (${size(became.attachmentBytes)})`,
    became.imagesShown > 0 && 'image shown',
    became.isIdMadeUp && 'id made up',
    ...became.defects,
  ]
    .filter((word) => word)
    .join(' · ');
}

function ended({ status, outcome, error, ticket, suppression }: Became, address: string | null): string {
  if (status !== 'processed') return [status, error].filter((word) => word).join(': ');
  if (outcome === 'ticket_opened') return `ticket #${ticket} opened`;
  if (outcome === 'ticket_continued') return `ticket #${ticket} continued`;
  if (outcome === 'message_recorded') return 'message without ticket';
  if (outcome === 'suppression_changed') return `${address} suppressed: ${suppression}`;
  return outcome;
}

function size(bytes: number): string {
  return bytes < BYTES_PER_MB ? `${bytes} bytes` : `${(bytes / BYTES_PER_MB).toFixed(1)} MB`;
}

/** What a person can do next. */
export function howToLook({ url, key }: { url: string; key: string }, dataDir: string): string {
  return `
Postroom     ${url}   (its logs and data: ${dataDir})
API          ${url}/docs
Key          ${key}

  curl -s -H 'Authorization: Bearer ${key}' ${url}/v1/tickets
  curl -s -H 'Authorization: Bearer ${key}' '${url}/v1/messages?kind=auto_reply'
  curl -s -H 'Authorization: Bearer ${key}' ${url}/v1/suppressions
`;
}
