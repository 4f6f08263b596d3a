import { applyDecorators } from '@nestjs/common';
import { IsUrl, Matches } from 'class-validator';

/** A Redis database is a number; anything more in a URL would be ignored. */
const REDIS_URL = /^rediss?:\/\/[^/?#]+(?:\/\d*)?$/;
const REDIS_FORM = 'must be redis://host:port/number, and no more';
const NO_QUERY = /^[^?#]*$/;

/** Hosts without a dot are allowed: the services of a compose file have such names. */
const isUrl = (protocols: string[], message: string): PropertyDecorator =>
  IsUrl({ require_tld: false, require_protocol: true, protocols }, { message });

const POSTGRES_FORM =
  'must be postgres://user:password@host:port/database, or postgres://user@/database?host=/folder/of/its/socket';

/** Address of a PostgreSQL server, and the user. @see readPostgresUrl for a server reached by a socket */
export const IsPostgresUrl = (): PropertyDecorator => isUrl(['postgres', 'postgresql'], POSTGRES_FORM);

export const IsRedisUrl = (): PropertyDecorator =>
  applyDecorators(isUrl(['redis', 'rediss'], REDIS_FORM), Matches(REDIS_URL, { message: REDIS_FORM }));

/** A folder on this machine (RFC 8089, so no host), or a bucket. */
export const IsStorageUrl = (): PropertyDecorator =>
  applyDecorators(
    Matches(/^(?:file:|s3:\/\/)/, { message: 'must start with file: or s3://' }),
    Matches(/^(?!file:(?:$|\/\/(?!\/)))/, {
      message: 'must name a folder after file:, as in file:///var/mail',
    }),
  );

/** A base URL to which paths can be appended: without trailing slashes. */
export const readBaseUrl = (text: string): string => text.replace(/(?<!\/)\/+$/, '');

/** A URL to which paths are appended. */
export const IsBaseUrl = (): PropertyDecorator =>
  applyDecorators(
    isUrl(['http', 'https'], 'must be a URL with its protocol, such as https://post.example.com'),
    Matches(NO_QUERY, { message: 'must have no query and no fragment' }),
  );
