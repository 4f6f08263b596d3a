import { expect, it } from '@jest/globals';

import { unwrapFlowed } from './flowed.js';

it.each([
  ['joins flowing lines', 'one \ntwo\nthree', false, 'one two\nthree'],
  ['drops the added space when DelSp says so', 'ta \nble', true, 'table'],
  ['undoes stuffing', ' From here\n >no quote', false, 'From here\n>no quote'],
  ['joins only lines of one quote depth', '> a \n> b\n>> c \nd', false, '> a b\n>> c \nd'],
  ['leaves the signature separator alone', 'bye \n-- \nAnn', false, 'bye \n-- \nAnn'],
  ['keeps empty lines', 'a\n\nb', false, 'a\n\nb'],
])('format=flowed %s', (_, text, delSp, expected) => {
  expect(unwrapFlowed(text, delSp)).toBe(expected);
});
