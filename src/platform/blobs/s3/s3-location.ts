/** The place of blobs in an S3 store. */
export interface S3Location {
  bucket: string;
  /** Prefix of every key; empty, or ends with a slash. */
  prefix: string;
  /** For stores other than Amazon's; undefined for Amazon's. */
  endpoint: string | undefined;
  /** If undefined: `AWS_REGION`, or the profile's region. */
  region: string | undefined;
  /** Puts the bucket in the path instead of the host name, as most stores other than Amazon's require. */
  forcePathStyle: boolean;
}

const OPTIONS = ['endpoint', 'region', 'forcePathStyle'];

/** 3 to 63 lower-case letters, digits, dots and hyphens (S3's rule for bucket names). */
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/** The URL is invalid; the message continues a sentence that begins with the setting's name. */
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
