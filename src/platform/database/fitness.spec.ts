import { expect, it } from '@jest/globals';
import { findUnfitness } from './fitness.js';

it.each([
  ['12.22', 12, 'UTF8', /^The server is PostgreSQL 12\.22: Postroom needs 13 or newer\.$/],
  ['16.4', 16, 'LATIN1', /^The database's encoding is LATIN1, /],
  ['16.4', 16, 'SQL_ASCII', /^The database's encoding is SQL_ASCII, /],
])('PostgreSQL %s (%i) with %s is unfit', (version, major, encoding, reason) => {
  expect(findUnfitness({ version, major, encoding })).toEqual({
    reason: expect.stringMatching(reason),
    advice: expect.stringContaining('DATABASE_URL'),
  });
});

it.each([
  ['13.0', 13],
  ['18.1', 18],
])('PostgreSQL %s with UTF8 is fit', (version, major) => {
  expect(findUnfitness({ version, major, encoding: 'UTF8' })).toBeNull();
});
