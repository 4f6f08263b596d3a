/** Where blobs lie in an S3 store. */
export interface S3Location {
  bucket: string;
  /** Stands before every key; empty, or ends with a slash. */
  prefix: string;
  /** Of a store that is not Amazon's; undefined for Amazon's. */
  endpoint: string | undefined;
  /** Undefined: `AWS_REGION`, or what the profile says. */
  region: string | undefined;
  /** The bucket in the path instead of the host name, as most stores other than Amazon's want it. */
  forcePathStyle: boolean;
}

const OPTIONS = ['endpoint', 'region', 'forcePathStyle'];

/** Lower-case letters, digits, dots and hyphens, 3 to 63 of them (S3's rule for bucket names). */
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/** The URL cannot be read; the message ends a sentence that begins with the name of the setting. */
export class InvalidS3Url extends Error {}

/**
 * Reads `s3://bucket/prefix?endpoint=…&region=…&forcePathStyle=true`.
 *
 * @throws InvalidS3Url
 */
export function parseS3Url(text: string): S3Location {
  const url = new URL(text);
  if (!BUCKET.test(url.host)) throw new InvalidS3Url('must name a bucket: s3://bucket/prefix');
  const unknown = [...url.searchParams.keys()].find((name) => !OPTIONS.includes(name));
  if (unknown !== undefined) throw new InvalidS3Url(`takes ${OPTIONS.join(', ')}, not ${unknown}`);
  const endpoint = url.searchParams.get('endpoint') ?? undefined;
  if (endpoint !== undefined && !/^https?:\/\/[^/?#]+\/?$/.test(endpoint)) {
    throw new InvalidS3Url('must have an endpoint such as https://storage.example.com');
  }
  const forcePathStyle = url.searchParams.get('forcePathStyle') ?? 'false';
  if (!['true', 'false'].includes(forcePathStyle)) {
    throw new InvalidS3Url('must have forcePathStyle=true or forcePathStyle=false');
  }
  const path = decodeURIComponent(url.pathname).replace(/^\/+|(?<!\/)\/+$/g, '');
  return {
    bucket: url.host,
    prefix: path === '' ? '' : `${path}/`,
    endpoint,
    region: url.searchParams.get('region') ?? undefined,
    forcePathStyle: forcePathStyle === 'true',
  };
}
