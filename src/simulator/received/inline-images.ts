import type { ReceivedAttachment } from './received-mail.js';

/**
 * Replaces `cid:` references in HTML by `data:` URIs; null if the result would be larger than `maxBytes`, in which case
 * Resend keeps the references, whatever was requested.
 */
export function inlineImages(
  html: string,
  attachments: ReceivedAttachment[],
  maxBytes: number,
): string | null {
  const byContentId = new Map(attachments.map((attachment) => [attachment.contentId, attachment]));
  let size = html.length;
  const inlined = html.replace(/cid:([^"'\s>)]{1,998})/gi, (reference, id: string) => {
    const attachment = byContentId.get(id);
    if (!attachment || size > maxBytes) return reference;
    const uri = `data:${attachment.contentType};base64,${attachment.content.toString('base64')}`;
    size += uri.length;
    return uri;
  });
  return size > maxBytes ? null : inlined;
}
