export class UnsubscribeHeadersView {
  'List-Unsubscribe': string;
  'List-Unsubscribe-Post': string;
}

export class UnsubscribeLinkView {
  /** As sent in the request. */
  address: string;
  url: string;
  /** Put both into the mail to this recipient; its DKIM signature must cover them (RFC 8058 §4). */
  headers: UnsubscribeHeadersView;
}

export class UnsubscribeLinksView {
  object: 'unsubscribe_links';
  /** In the order of the request. */
  data: UnsubscribeLinkView[];
}

export function toUnsubscribeLinkView(address: string, url: string): UnsubscribeLinkView {
  return {
    address,
    url,
    headers: { 'List-Unsubscribe': `<${url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
  };
}
