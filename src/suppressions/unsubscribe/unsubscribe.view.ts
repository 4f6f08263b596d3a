export class UnsubscribeHeadersView {
  'List-Unsubscribe': string;
  'List-Unsubscribe-Post': string;
}

export class UnsubscribeLinkView {
  /** As it was asked. */
  address: string;
  url: string;
  /** To be put into the mail to this recipient, and to be covered by its DKIM signature (RFC 8058 §4). */
  headers: UnsubscribeHeadersView;
}

export class UnsubscribeLinksView {
  object: 'unsubscribe_links';
  /** In the order of the question. */
  data: UnsubscribeLinkView[];
}

export function toUnsubscribeLinkView(address: string, url: string): UnsubscribeLinkView {
  return {
    address,
    url,
    headers: { 'List-Unsubscribe': `<${url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
  };
}
