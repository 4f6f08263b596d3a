import { describe, expect, it } from '@jest/globals';
import { cpuMsOf } from '../cpu-time.fixture.js';
import { FilenameCounter, cleanFilename } from './filename.js';

describe('cleanFilename', () => {
  it.each([
    ['a plain name', 'report 1.pdf', 'report 1.pdf'],
    ['a path', '../../../etc/cron.d/x', 'x'],
    ['a Windows path', '..\\..\\x.txt', 'x.txt'],
    ['a drive', 'C:x.txt', 'x.txt'],
    ['a number with a slash', 'Rechnung 03/2026.pdf', 'Rechnung 03_2026.pdf'],
    ['a path with numbers', '/in/2026/03/a.pdf', 'a.pdf'],
    ['a UNC path', '\\\\server\\share\\x.txt', 'x.txt'],
    ['a slash at the end', 'dir/', 'dir'],
    ['a hidden file behind a zero width space', '\u200b.htaccess', 'htaccess'],
    ['a bidi override', 'a\u202egpj.exe', 'agpj.exe'],
    ['line ends and NUL', 'a\r\nb\0.txt', 'a b\ufffd.txt'],
    ['a device name', 'CON.txt', '_CON.txt'],
    ['trailing dots and spaces', 'a.txt. . ', 'a.txt'],
    ['decomposed letters', 'cafe\u0301.txt', 'café.txt'],
    ['dots alone', '..', ''],
    ['emoji', '😀.png', '😀.png'],
  ])('cleans %s', (_, name, expected) => {
    expect(cleanFilename(name)).toBe(expected);
  });

  it('keeps the extension of a long name', () => {
    const name = cleanFilename(`${'ü'.repeat(300)}.pdf`);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
    expect(name.endsWith('ü.pdf')).toBe(true);
  });

  it('cleans a flood in linear time', () => {
    const cpuMs = cpuMsOf(() => {
      expect(cleanFilename(`a${' '.repeat(200_000)}b.txt`)).toBe('a.txt');
    });
    expect(cpuMs).toBeLessThan(500);
  });
});

it('every file gets a name of its own', () => {
  const counter = new FilenameCounter();
  const names = ['a.pdf', 'A.pdf', 'a (2).pdf', 'a.pdf', 'b'].map((name) => counter.unique(name));
  expect(names).toEqual(['a.pdf', 'A (2).pdf', 'a (2) (2).pdf', 'a (3).pdf', 'b']);
});
