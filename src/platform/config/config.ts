import { IsIn, IsOptional, IsString, Matches, Max, Min, MinLength } from 'class-validator';
import { type Failpoint, FAILPOINTS } from '../failpoint.js';
import { CommaSeparated, readItems } from './comma-separated.js';
import { IsNetwork, IsNetworkOrAddress, IsUrlHost, IsVisibleAscii } from './forms.js';
import { KeptDays } from './kept-days.js';
import { readPostgresUrl } from './postgres-url.js';
import { Setting, SettingFamily } from './setting.js';
import { IsBaseUrl, IsPostgresUrl, IsRedisUrl, IsStorageUrl, readBaseUrl } from './urls.js';
import { WholeNumber } from './whole-number.js';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;
const METRICS_ACCESS = ['open', 'key', 'off'] as const;
const DOCS_ACCESS = ['open', 'off'] as const;
const ROLES = ['all', 'api', 'worker'] as const;
const MIRROR_MODES = ['off', 'watch', 'latest', 'provider', 'postroom'] as const;

/**
 * Everything an operator can set, read once from the environment at start. An empty variable counts as unset. The
 * README's table is generated from this class (`npm run docs`).
 */
export class Config {
  @WholeNumber('PORT', 'Port for HTTP; 0 picks a free one.', { min: 0, max: 65535 })
  readonly port: number = 3000;

  @Setting('HOST', 'Address on which HTTP listens (`0.0.0.0` in the Docker image).')
  @Matches(/^[\w.:%-]+$/, { message: 'must be an address or a host name' })
  readonly host: string = '127.0.0.1';

  @Setting('ROLE', '`api` serves HTTP, `worker` processes mail, `all` does both in one process.')
  @IsIn(ROLES)
  readonly role: (typeof ROLES)[number] = 'all';

  @Setting('DATA_DIR', 'Folder for the embedded database, blobs and generated secrets.')
  @IsString()
  readonly dataDir: string = './.data';

  @Setting('DATABASE_URL', 'PostgreSQL 13 or newer; the database must use UTF8.', {
    read: readPostgresUrl,
    unset: 'embedded PostgreSQL in `DATA_DIR`',
  })
  @IsOptional()
  @IsPostgresUrl()
  readonly databaseUrl: string | null = null;

  @Setting('REDIS_URL', 'Redis for the job queue.', { unset: 'the queue lives in PostgreSQL' })
  @IsOptional()
  @IsRedisUrl()
  readonly redisUrl: string | null = null;

  @Setting(
    'STORAGE_URL',
    'Where raw mail and attachments are kept: `file:` and a folder, or `s3://bucket/prefix?endpoint=…&region=…&forcePathStyle=true` (credentials as usual: `AWS_ACCESS_KEY_ID` and so on).',
    { unset: '`blobs` in `DATA_DIR`' },
  )
  @IsOptional()
  @IsStorageUrl()
  readonly storageUrl: string | null = null;

  @Setting('PUBLIC_URL', 'Base URL of links to this service.', {
    read: readBaseUrl,
    unset: '`http://HOST:PORT`',
  })
  @IsOptional()
  @IsBaseUrl()
  readonly publicUrl: string | null = null;

  @Setting('ADMIN_API_KEY', 'First API key, with every scope; at least 24 characters.', {
    unset: 'generated at first start, printed once, kept in `DATA_DIR`',
  })
  @IsOptional()
  @MinLength(24)
  @IsVisibleAscii()
  readonly adminApiKey: string | null = null;

  @CommaSeparated('CORS_ORIGINS', 'Origins whose web pages may call the API, comma-separated.', 'none')
  @Matches(/^https?:\/\/[^/?#\s]+$/, {
    each: true,
    message: 'each must be an origin such as https://a.example',
  })
  readonly corsOrigins: string[] = [];

  @CommaSeparated(
    'OUTBOUND_ALLOWED_HOSTS',
    'Hosts (`name` or `name:port`) that outgoing webhooks may reach over plain http or in private networks.',
    'public https hosts only',
  )
  @IsUrlHost({
    each: true,
    message: 'each must be a host such as hooks.example or 10.0.0.7:8080, and no URL',
  })
  readonly outboundAllowedHosts: string[] = [];

  @Setting('METRICS', '`/metrics`: `open`, `key` (an API key with `events:read`) or `off`.')
  @IsIn(METRICS_ACCESS)
  readonly metrics: (typeof METRICS_ACCESS)[number] = 'open';

  @Setting('DOCS', '`/docs` and `/openapi.json`: `open` or `off`.')
  @IsIn(DOCS_ACCESS)
  readonly docs: (typeof DOCS_ACCESS)[number] = 'open';

  @WholeNumber(
    'API_REQUESTS_PER_SECOND',
    "Requests per second for one API key; bursts of up to ten seconds' worth are allowed.",
    { min: 1, max: 1_000_000 },
  )
  readonly apiRequestsPerSecond: number = 2_000;

  @WholeNumber(
    'API_REFUSALS_PER_MINUTE',
    'Requests per minute that one IP address may send without a valid API key.',
    { min: 1, max: 1_000_000 },
  )
  readonly apiRefusalsPerMinute: number = 60;

  @Setting('RESEND_API_KEY', 'Resend API key with receiving rights (full access).', {
    unset: 'received mail waits, visibly',
  })
  @IsOptional()
  @MinLength(8)
  @IsVisibleAscii()
  @Matches(/^(?!whsec_)/, {
    message: 'is a signing secret: that is RESEND_WEBHOOK_SECRET; a key begins with re_',
  })
  readonly resendApiKey: string | null = null;

  @Setting('RESEND_BASE_URL', 'Base URL of the Resend API; the simulator sets it.', { unset: "the SDK's" })
  @IsOptional()
  @IsBaseUrl()
  readonly resendBaseUrl: string | null = null;

  @Setting(
    'RESEND_REQUESTS_PER_SECOND',
    "Our share of the provider's rate limit (10 per second for a team), for all processes together.",
    { read: Number },
  )
  @Min(0.1, { message: 'must be a number from 0.1 to 1000' })
  @Max(1000, { message: 'must be a number from 0.1 to 1000' })
  readonly resendRequestsPerSecond: number = 8;

  @Setting(
    'SUPPRESSION_MIRROR',
    "How our suppression list and the provider's are kept in step, and which wins when they disagree: `latest` (the later decision), `provider` or `postroom`; `watch` only reports, `off` does not compare.",
  )
  @IsIn(MIRROR_MODES)
  readonly suppressionMirror: (typeof MIRROR_MODES)[number] = 'latest';

  @WholeNumber(
    'SUPPRESSION_MIRROR_MINUTES',
    "Pause between two comparisons with the provider's whole list.",
    { min: 1, max: 10_080 },
  )
  readonly suppressionMirrorMinutes: number = 60;

  @SettingFamily(
    /^[A-Z][A-Z0-9_]*_WEBHOOK_SECRET$/,
    {
      RESEND_WEBHOOK_SECRET: 'Signing secrets of the Resend webhook, comma-separated: all are accepted.',
      PRISTINESEND_WEBHOOK_SECRET: 'The same for PristineSend.',
      RELOOP_WEBHOOK_SECRET: 'The same for Reloop.',
      SELFMX_WEBHOOK_SECRET: 'The same for SelfMX.',
      '<ID>_WEBHOOK_SECRET': 'The same for the sender `<id>` of `HMAC_PROFILES`.',
    },
    { read: readItems, unset: 'that source answers 503' },
  )
  readonly webhookSecrets: Readonly<Record<string, string[]>> = {};

  @Setting(
    'HMAC_PROFILES',
    'JSON file that describes other senders of webhooks (docs/providers/hmac-profiles.md).',
    { unset: 'none' },
  )
  @IsOptional()
  @IsString()
  readonly hmacProfiles: string | null = null;

  @WholeNumber('WEBHOOK_TOLERANCE_SECONDS', 'Allowed difference between the signed time and our clock.', {
    min: 30,
    max: 900,
  })
  readonly webhookToleranceSeconds: number = 300;

  @CommaSeparated(
    'WEBHOOK_SOURCE_CIDRS',
    'Networks from which webhooks are accepted, comma-separated; the signature is still required.',
    'any address',
  )
  @IsNetwork({ each: true, message: 'each must be a network such as 203.0.113.0/24' })
  readonly webhookSourceCidrs: string[] = [];

  @CommaSeparated(
    'TRUST_PROXY',
    'Networks of proxies whose `X-Forwarded-For` is trusted, comma-separated.',
    'none',
  )
  @IsNetworkOrAddress({ each: true, message: 'each must be an address or a network' })
  readonly trustProxy: string[] = [];

  @WholeNumber(
    'MAX_WAITING_EVENTS',
    'Events of one source that may wait to be stored, per process; any more are answered 503.',
    { min: 1, max: 100_000 },
  )
  readonly maxWaitingEvents: number = 5_000;

  @WholeNumber('MAX_RAW_BYTES', 'Largest raw mail that is fetched or accepted, in bytes.', {
    min: 1024,
    max: 256 * 1024 * 1024,
  })
  readonly maxRawBytes: number = 40 * 1024 * 1024;

  @CommaSeparated(
    'REPLY_ADDRESS_SECRETS',
    'Secrets that sign reply addresses, comma-separated: the first signs, all are accepted; at least 24 characters.',
    'generated at first start, kept in `DATA_DIR`',
  )
  @MinLength(24, { each: true })
  readonly replyAddressSecrets: string[] = [];

  @CommaSeparated(
    'ENCRYPTION_SECRETS',
    'Secrets that encrypt secrets in the database, comma-separated: the first encrypts, all decrypt; at least 24 characters.',
    'generated at first start, kept in `DATA_DIR`',
  )
  @MinLength(24, { each: true })
  readonly encryptionSecrets: string[] = [];

  @Setting(
    'ERASURE_SECRET',
    'Key for the hashes kept of erased people, at least 24 characters. If it changes, what was erased is no longer recognised.',
    { unset: 'generated at first start, kept in `DATA_DIR`' },
  )
  @IsOptional()
  @MinLength(24)
  readonly erasureSecret: string | null = null;

  @CommaSeparated(
    'TRUSTED_AUTHSERV_IDS',
    'Your mail servers whose Authentication-Results are trusted on mail that is handed in (RFC 8601), comma-separated.',
    'none',
  )
  @Matches(/^[^\s;/]+$/, { each: true, message: 'each must be a name such as mx.example.com' })
  readonly trustedAuthservIds: string[] = [];

  @WholeNumber('STATS_ROLLUP_SECONDS', 'Pause between two updates of the statistics of days with new data.', {
    min: 1,
    max: 3_600,
  })
  readonly statsRollupSeconds: number = 60;

  @KeptDays('RETAIN_RAW_DAYS', 'Days for which raw mail is kept.', 'kept for ever')
  readonly retainRawDays: number | null = null;

  @KeptDays('RETAIN_ATTACHMENTS_DAYS', 'Days for which attached files are kept.', 'kept for ever')
  readonly retainAttachmentsDays: number | null = null;

  @KeptDays(
    'RETAIN_PAYLOADS_DAYS',
    'Days for which the payloads of provider events are kept; events themselves stay.',
    'kept for ever',
  )
  readonly retainPayloadsDays: number | null = null;

  @KeptDays('RETAIN_LOGS_DAYS', 'Days for which logs of outgoing webhooks are kept.')
  readonly retainLogsDays: number = 90;

  @KeptDays('RETAIN_AUDIT_DAYS', 'Days for which the audit log is kept.', 'kept for ever')
  readonly retainAuditDays: number | null = null;

  @WholeNumber(
    'RETENTION_SECONDS',
    'Pause between two retention runs, which remove data that has been kept long enough.',
    { min: 1, max: 86_400 },
  )
  readonly retentionSeconds: number = 3_600;

  @WholeNumber(
    'BLOB_SWEEP_SECONDS',
    'Pause between two sweeps of all stored bytes: removes what nothing refers to and what retention had to skip.',
    { min: 1, max: 2_592_000 },
  )
  readonly blobSweepSeconds: number = 86_400;

  @Setting(
    'FAILPOINT',
    'For tests: the step after which the process kills itself, once (src/platform/failpoint.ts). Refused unless `RESEND_BASE_URL` is on this machine.',
    { unset: 'none' },
  )
  @IsOptional()
  @IsIn(FAILPOINTS)
  readonly failpoint: Failpoint | null = null;

  @Setting('LOG_LEVEL', 'Lowest level that is logged: fatal, error, warn, info, debug, trace.')
  @IsIn(LOG_LEVELS)
  readonly logLevel: (typeof LOG_LEVELS)[number] = 'info';
}

/** Address of this service as others reach it, without a trailing slash. */
export const baseUrl = ({ publicUrl, host, port }: Config): string => publicUrl ?? `http://${host}:${port}`;
