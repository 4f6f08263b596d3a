import { type EventKind, type Provider } from '../provider.js';
import { type JsonObject } from '../json.js';
import { BUILT_IN_PROVIDERS } from '../registry.js';
import { type HmacScheme } from '../signatures/hmac.js';
import { fromProfile, type HmacProfile, type ProfilePaths } from './profile.js';
import { ProfileReader } from './profile-reader.js';

const ID = /^[a-z][a-z0-9-]{1,31}$/;
const SECRET_VARIABLE = /^[A-Z][A-Z0-9_]{0,63}_WEBHOOK_SECRET$/;
const HEADER_NAME = /^[A-Za-z0-9-]{1,64}$/;
const PATH = /^[^.\s]{1,64}(?:\.[^.\s]{1,64}){0,7}$/;

const PATH_NAMES = [
  'type',
  'id',
  'occurredAt',
  'emailId',
  'messageId',
  'recipients',
  'bounceType',
  'bounceSubType',
  'diagnosticCode',
  'bounceMessage',
  'reason',
] as const satisfies readonly (keyof ProfilePaths)[];

const PROFILE_MEMBERS = ['id', 'title', 'secretVariable', 'scheme', 'paths', 'kinds'] as const;

const SCHEME_MEMBERS = [
  'signatureHeader',
  'prefix',
  'encoding',
  'signed',
  'timestamp',
  'idHeaders',
  'secretEncoding',
  'toleranceSeconds',
] as const satisfies readonly (keyof HmacScheme)[];

/** Kinds that a profile can fill. The others need members for which a profile has no path. */
const KINDS = [
  'sent',
  'delivered',
  'deferred',
  'bounced',
  'complained',
  'suppressed',
  'failed',
  'opened',
  'clicked',
  'unknown',
] as const satisfies readonly EventKind[];

/** A profile file that cannot be used. `problems` name their places by JSON pointer (RFC 6901). */
export class InvalidProfiles extends Error {
  constructor(
    readonly problems: readonly string[],
    options: { cause?: unknown } = {},
  ) {
    super(
      `The webhook profiles cannot be used:\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
      options,
    );
  }
}

/**
 * Reads senders from a profile file: a JSON list of objects shaped like `HmacProfile`, with header names in any case.
 *
 * @throws InvalidProfiles naming everything that is wrong, not just the first problem
 */
export function parseProfiles(json: string): Provider[] {
  const reader = new ProfileReader();
  const profiles = reader
    .list(parseJson(json), '')
    .map((entry, index) => readProfile(reader, entry, `/${index}`));
  const providers = profiles.map(fromProfile);
  refuseTaken(reader, providers, 'id', OTHER_SOURCES);
  refuseTaken(reader, providers, 'secretVariable');
  if (reader.problems.length > 0) throw new InvalidProfiles(reader.problems);
  return providers;
}

/** Sources that are not providers: mail that was handed in, and suppressions added by hand or imported. */
const OTHER_SOURCES = ['inbound', 'admin', 'import'];

/** If two senders shared a secret, the events of one would verify as the other's. */
function refuseTaken(
  reader: ProfileReader,
  providers: Provider[],
  member: 'id' | 'secretVariable',
  others: readonly string[] = [],
): void {
  const taken = new Set([...others, ...BUILT_IN_PROVIDERS.map((provider) => provider[member])]);
  providers.forEach((provider, index) => {
    if (taken.has(provider[member])) reader.problem(`/${index}/${member}`, `is taken: ${provider[member]}`);
    taken.add(provider[member]);
  });
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new InvalidProfiles(['the file is not JSON'], { cause });
  }
}

function readProfile(reader: ProfileReader, value: unknown, at: string): HmacProfile {
  const profile = reader.object(value, at, PROFILE_MEMBERS);
  const { secretVariable } = profile;
  const id = reader.text(profile.id, `${at}/id`, ID) ?? '';
  return {
    id,
    title: profile.title === undefined ? id : (reader.text(profile.title, `${at}/title`, /\S/) ?? id),
    ...(secretVariable === undefined
      ? {}
      : {
          secretVariable: reader.text(secretVariable, `${at}/secretVariable`, SECRET_VARIABLE) ?? '',
        }),
    scheme: readScheme(reader, profile.scheme, `${at}/scheme`),
    paths: readPaths(reader, profile.paths, `${at}/paths`),
    kinds: readKinds(reader, profile.kinds, `${at}/kinds`),
  };
}

function readScheme(reader: ProfileReader, value: unknown, at: string): HmacScheme {
  const scheme = reader.object(value, at, SCHEME_MEMBERS);
  const { prefix = '', secretEncoding = 'utf8', toleranceSeconds } = scheme;
  const signed = reader.oneOf(scheme.signed, `${at}/signed`, ['body', 'ts.body', 'id.ts.body']);
  return {
    signatureHeader: readHeaderName(reader, scheme.signatureHeader, `${at}/signatureHeader`),
    prefix: reader.text(prefix, `${at}/prefix`, /^\S{0,64}$/) ?? '',
    encoding: reader.oneOf(scheme.encoding, `${at}/encoding`, ['hex', 'base64']),
    signed,
    timestamp: readTimestamp(reader, scheme, `${at}/timestamp`),
    idHeaders: readIdHeaders(reader, scheme, `${at}/idHeaders`),
    secretEncoding: reader.oneOf(secretEncoding, `${at}/secretEncoding`, ['utf8', 'hex', 'base64', 'whsec']),
    ...(toleranceSeconds === undefined
      ? {}
      : { toleranceSeconds: reader.integer(toleranceSeconds, `${at}/toleranceSeconds`, 1, 900) }),
  };
}

function readIdHeaders(reader: ProfileReader, scheme: JsonObject, at: string): string[] {
  const names = reader.list(scheme.idHeaders ?? [], at);
  if (scheme.signed === 'id.ts.body' && names.length === 0) reader.problem(at, 'must name the signed id');
  return names.map((name, index) => readHeaderName(reader, name, `${at}/${index}`));
}

function readTimestamp(reader: ProfileReader, scheme: JsonObject, at: string): HmacScheme['timestamp'] {
  const isSigned = scheme.signed !== 'body';
  if (scheme.timestamp === undefined || scheme.timestamp === null) {
    if (isSigned) reader.problem(at, 'must say where the signed time is');
    return null;
  }
  if (!isSigned) reader.problem(at, 'would prove nothing: it is not signed');
  const timestamp = reader.object(scheme.timestamp, at, ['in', 'header', 'unit']);
  const unit = reader.oneOf(timestamp.unit ?? 'seconds', `${at}/unit`, ['seconds', 'milliseconds', 'either']);
  const place = reader.oneOf(timestamp.in, `${at}/in`, ['header', 'signature']);
  if (place === 'signature') return { in: place, unit };
  return { in: place, header: readHeaderName(reader, timestamp.header, `${at}/header`), unit };
}

function readPaths(reader: ProfileReader, value: unknown, at: string): ProfilePaths {
  const paths = reader.object(value, at, PATH_NAMES);
  const given = PATH_NAMES.filter((name) => paths[name] !== undefined || name === 'type');
  const read = given.map((name) => [name, reader.text(paths[name], `${at}/${name}`, PATH) ?? ''] as const);
  return { type: '', ...Object.fromEntries(read) };
}

function readKinds(reader: ProfileReader, value: unknown, at: string): HmacProfile['kinds'] {
  const kinds = Object.entries(reader.object(value, at, null));
  return Object.fromEntries(kinds.map(([type, kind]) => [type, reader.oneOf(kind, `${at}/${type}`, KINDS)]));
}

/** Node gives header names in lower case. */
function readHeaderName(reader: ProfileReader, value: unknown, at: string): string {
  return (reader.text(value, at, HEADER_NAME) ?? '').toLowerCase();
}
