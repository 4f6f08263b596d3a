import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { NOTIFICATION_TYPES } from '../../notifications/notification-types.js';
import { describedSettings } from '../../platform/config/setting.js';
import { problemTypes } from '../../platform/problem/problem.js';
import { BUILT_IN_PROVIDERS } from '../../providers/registry.js';
import { replaceMarkedBlock } from './marked-block.js';
import { problemsPage } from './problems-page.js';
import { settingsTable } from './settings-table.js';

const ROOT = resolve(__dirname, '../../..');
const read = (file: string) => readFileSync(resolve(ROOT, file), 'utf8');

describe('generated documentation (npm run docs)', () => {
  it('README.md lists the settings declared in the config class', () => {
    const readme = read('README.md');
    expect(replaceMarkedBlock(readme, 'settings', settingsTable())).toBe(readme);
  });

  it('docs/problems.md lists the problem types declared in the code', () => {
    expect(read('docs/problems.md')).toBe(problemsPage());
  });

  it('knows every file that declares problem types', () => {
    const declared = sources().flatMap((file) =>
      [...read(`src/${file}`).matchAll(/= problemType\(\s*'([^']+)'/g)].map(([, code]) => code!),
    );
    expect(problemTypes().map(({ code }) => code)).toEqual(declared.sort());
  });
});

describe('docs/providers', () => {
  it.each(BUILT_IN_PROVIDERS)('$title has a page, which README.md names, and its setting', (provider) => {
    const page = `docs/providers/${provider.id}.md`;
    expect(existsSync(resolve(ROOT, page))).toBe(true);
    expect(read('README.md')).toContain(`(${page})`);
    expect(describedSettings().map(({ variable }) => variable)).toContain(provider.secretVariable);
  });
});

describe('docs/webhooks.md', () => {
  it.each(NOTIFICATION_TYPES)(
    'explains %s, an event sent by a trigger that a notifications/ migration creates',
    (type) => {
      expect(read('docs/webhooks.md')).toContain(`| \`${type}\``);
      const migrations = sources().filter((file) => file.startsWith('notifications/migrations/'));
      expect(migrations.map((file) => read(`src/${file}`)).join()).toContain(`'${type}'`);
    },
  );
});

describe('docs/reliability.md', () => {
  it('explains every alarm that the code can raise', () => {
    const raised = sources()
      .map((file) => read(`src/${file}`))
      .filter((source) => /\bAlarms?\b/.test(source))
      .flatMap((source) => [...source.matchAll(/\bcode: '([a-z_]+)'/g)].map(([, code]) => code!));
    expect(firstColumn('## What readiness tells')).toEqual([...new Set(raised)].sort());
  });

  it('explains all of our own metrics', () => {
    const measured = sources().flatMap((file) =>
      [
        ...read(`src/${file}`).matchAll(/(?:\bmetrics\.watch\(\s*|\bname: )'([a-z_]+)'(?=,\s*(?:'|help:))/g),
      ].map(([, name]) => name!),
    );
    expect(firstColumn('## What `/metrics` tells')).toEqual(measured.sort());
  });

  /** Names in the table below a heading, without their labels. */
  function firstColumn(heading: string): string[] {
    const [, section] = read('docs/reliability.md').split(heading);
    return [...section!.split('\n## ')[0]!.matchAll(/^\| `([a-z_]+)/gm)].map(([, name]) => name!).sort();
  }
});

describe('replaceMarkedBlock', () => {
  it('keeps the marks and everything around them', () => {
    const text = 'a\n<!-- x:begin generated -->\nold\n<!-- x:end -->\nb';
    const once = replaceMarkedBlock(text, 'x', 'new');
    expect(once).toBe('a\n<!-- x:begin generated -->\n\nnew\n\n<!-- x:end -->\nb');
    expect(replaceMarkedBlock(once, 'x', 'new')).toBe(once);
  });

  it('rejects a text without the marks', () => {
    expect(() => replaceMarkedBlock('a', 'x', 'new')).toThrow('no block marked x');
  });
});

function sources(): string[] {
  const files = readdirSync(resolve(ROOT, 'src'), { recursive: true, encoding: 'utf8' });
  return files.filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'));
}
