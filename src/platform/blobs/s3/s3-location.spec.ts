import { describe, expect, it } from '@jest/globals';
import { InvalidS3Url, parseS3Url } from './s3-location.js';

describe('parseS3Url', () => {
  it('requires a bucket and nothing else', () => {
    expect(parseS3Url('s3://mail')).toEqual({
      bucket: 'mail',
      prefix: '',
      endpoint: undefined,
      region: undefined,
      forcePathStyle: false,
    });
  });

  it('reads prefix and options', () => {
    const text = 's3://mail.example/a/b/?endpoint=http://127.0.0.1:9000&region=eu-1&forcePathStyle=true';
    expect(parseS3Url(text)).toEqual({
      bucket: 'mail.example',
      prefix: 'a/b/',
      endpoint: 'http://127.0.0.1:9000',
      region: 'eu-1',
      forcePathStyle: true,
    });
  });

  it.each([
    's3://',
    's3:///prefix',
    's3://UPPER_case',
    's3://mail?key=secret',
    's3://mail?endpoint=storage.example.com',
    's3://mail?forcePathStyle=yes',
  ])('refuses %s', (text) => {
    expect(() => parseS3Url(text)).toThrow(InvalidS3Url);
  });
});
