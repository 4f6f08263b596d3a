import { problemType } from '../platform/problem/problem.js';

export const TICKET_NOT_FOUND = problemType('ticket-not-found', 404, 'There is no such ticket');
export const MESSAGE_NOT_FOUND = problemType('message-not-found', 404, 'There is no such message');
export const RAW_NOT_KEPT = problemType('raw-not-kept', 404, 'The raw mail is not kept');
export const ATTACHMENT_NOT_FOUND = problemType('attachment-not-found', 404, 'There is no such attachment');
export const CONTACT_NOT_FOUND = problemType('contact-not-found', 404, 'There is no such contact');
export const TICKET_CHANGED = problemType('ticket-changed', 412, 'The ticket has changed meanwhile');
