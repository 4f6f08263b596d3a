import { expect, it } from '@jest/globals';
import { plainTarget } from './plain-target.js';

it.each([
  ['/v1/tickets?q=%41#x', '/v1/tickets?q=%41'],
  ['/%761/%73uppressions/ann%40x.example', '/v1/suppressions/ann%40x.example'],
  ['/a%2Fb%2fc%20d%25%zz', '/a%2Fb%2fc%20d%25%zz'],
  ['/%2D%2e%5f%7E%30%39%41%5A%61%7a', '/-._~09AZaz'],
  ['/%40%5B%60%7B%2F%3A', '/%40%5B%60%7B%2F%3A'],
  ['http://u:p@desk.example:80/v1/tickets?x=http://y/z', '/v1/tickets?x=http://y/z'],
  ['HTTPS://desk.example', '/'],
  ['http://desk.example?x=1', '/?x=1'],
  ['//desk.example/v1', '//desk.example/v1'],
  ['*', '*'],
  ['', ''],
])('%j becomes %j', (target, plain) => {
  expect(plainTarget(target)).toBe(plain);
});
