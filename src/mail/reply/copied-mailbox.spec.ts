import { describe, expect, it } from '@jest/globals';

import { readCopiedMailbox } from './copied-mailbox.js';

describe('readCopiedMailbox', () => {
  it.each<[string, string, string]>([
    ['Ann Lee <ann@Example.COM>', 'Ann Lee', 'ann@example.com'],
    ['"Lee, Ann" <ann@example.com>', 'Lee, Ann', 'ann@example.com'],
    ['Ann Lee [mailto:ann@example.com]', 'Ann Lee', 'ann@example.com'],
    ['Ann Lee<mailto:ann@example.com>', 'Ann Lee', 'ann@example.com'],
    ['ann@example.com', '', 'ann@example.com'],
    ['ann@example.com<mailto:ann@example.com>', '', 'ann@example.com'],
    ['*Ann Lee* <ann@example.com>', 'Ann Lee', 'ann@example.com'],
    ['Mail System <MAILER-DAEMON>', 'Mail System', 'MAILER-DAEMON'],
    ['Ann Lee', 'Ann Lee', ''],
  ])('reads %p', (value, name, address) => {
    expect(readCopiedMailbox(value)).toEqual({ name, address });
  });

  it('finds nobody in an empty value', () => {
    expect(readCopiedMailbox('  ')).toBeNull();
  });
});
