import {
  type JsonObject,
  readBracketedId,
  readLine,
  readLines,
  readList,
  readObject,
  readText,
} from './json.js';
import { type ReceivedAttachment, type ReceivedMetadata } from './provider.js';

/** Reads the metadata of a received mail in Resend's shape, from a webhook or from the Receiving API. */
export function readReceivedMetadata(data: JsonObject): ReceivedMetadata {
  return {
    from: readLine(data.from),
    to: readLines(data.to),
    cc: readLines(data.cc),
    bcc: readLines(data.bcc),
    receivedFor: readLines(data.received_for),
    subject: readLine(data.subject),
    messageId: readBracketedId(data.message_id),
    attachments: readList(data.attachments).map((attachment) => readAttachment(readObject(attachment))),
    text: readText(data.text),
    html: readText(data.html),
  };
}

/** `filename`, `content_id` and `content_disposition` may be null (resend-node #828). */
export function readAttachment(attachment: JsonObject): ReceivedAttachment {
  return {
    id: readLine(attachment.id),
    filename: readLine(attachment.filename),
    contentType: readLine(attachment.content_type),
    contentDisposition: readLine(attachment.content_disposition),
    contentId: readBracketedId(attachment.content_id),
  };
}
