import { describe, expect, it } from '@jest/globals';
import { formatMailbox, replySubject, threadHeaders } from './reply-headers.js';

describe('threadHeaders', () => {
  it.each([
    ['a first mail', 'a@x', [], { 'In-Reply-To': '<a@x>', References: '<a@x>' }],
    ['a chain', 'c@x', ['a@x', 'b@x'], { 'In-Reply-To': '<c@x>', References: '<a@x> <b@x> <c@x>' }],
    ['a repeated id', 'b@x', ['a@x', 'a@x', 'b@x'], { 'In-Reply-To': '<b@x>', References: '<a@x> <b@x>' }],
    ['an id of our own making', 'f00@no-message-id.invalid', ['a@x'], { References: '<a@x>' }],
    ['nothing to refer to', 'f00@no-message-id.invalid', [], {}],
    [
      'ids that would break the line',
      'c@x',
      ['a\r\nBcc: v@x', 'a b@x', '<a@x>', 'ä@x'],
      { 'In-Reply-To': '<c@x>', References: '<c@x>' },
    ],
  ])('%s', (_what, messageId, references, headers) => {
    expect(threadHeaders({ messageId, references })).toEqual(headers);
  });

  it('reduces 500 references to 20, the first and the newest', () => {
    const references = Array.from({ length: 500 }, (_, n) => `${n}@x`);
    const ids = threadHeaders({ messageId: 'last@x', references }).References!.split(' ');
    expect(ids).toHaveLength(20);
    expect([ids[0], ids[1], ids.at(-1)]).toEqual(['<0@x>', '<482@x>', '<last@x>']);
  });

  it('keeps long ids within 900 bytes', () => {
    const references = Array.from({ length: 50 }, (_, n) => `${n}${'y'.repeat(150)}@x`);
    const value = threadHeaders({ messageId: 'last@x', references }).References!;
    expect(value.length).toBeLessThanOrEqual(900);
    expect(value.startsWith('<0yyy') && value.endsWith('<last@x>')).toBe(true);
  });
});

describe('replySubject', () => {
  it.each([
    ['Broken handle', 'Re: Broken handle'],
    ['Re: Broken handle', 'Re: Broken handle'],
    ['AW: Broken handle', 'AW: Broken handle'],
    ['Re[2]: Broken', 'Re[2]: Broken'],
    ['Return', 'Re: Return'],
  ])('%s', (subject, reply) => {
    expect(replySubject(subject)).toBe(reply);
  });
});

describe('formatMailbox', () => {
  it.each([
    ['', 'a@x.example', 'a@x.example'],
    ['Ann', 'a@x.example', '"Ann" <a@x.example>'],
    ['Ann" <ceo@corp.example>', 'a@x.example', '"Ann\\" <ceo@corp.example>" <a@x.example>'],
    ['Ann\r\nBcc: v@x', 'a@x.example', '"Ann  Bcc: v@x" <a@x.example>'],
    ['back\\slash', 'a@x.example', '"back\\\\slash" <a@x.example>'],
  ])('%j', (name, address, formatted) => {
    expect(formatMailbox(name, address)).toBe(formatted);
  });
});
