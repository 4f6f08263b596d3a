const UNKNOWN_AUTHORITY =
  "the server's certificate is signed by an authority that neither Node.js nor sslrootcert in DATABASE_URL names";

/**
 * Errors that waiting does not cure. SQLSTATE (PostgreSQL, appendix A): a wrong password or user (28P01, 28000), an
 * unknown database (3D000), no right to connect (42501). The others come from TLS and from parsing the URL.
 */
const LASTING_CODES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '28P01': 'the user name or password is wrong',
    '28000': 'the server does not let this user in from here',
    '3D000': 'the database does not exist',
    '42501': 'the user may not connect to the database',
    ERR_INVALID_URL: 'the address is not a URL',
    CERT_HAS_EXPIRED: "the server's certificate has expired",
    DEPTH_ZERO_SELF_SIGNED_CERT:
      "the server's certificate is self-signed, and sslrootcert in DATABASE_URL does not name it",
    SELF_SIGNED_CERT_IN_CHAIN: UNKNOWN_AUTHORITY,
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNKNOWN_AUTHORITY,
    ERR_TLS_CERT_ALTNAME_INVALID: "the server's certificate is for another host",
  }),
);

/** Why a connection will keep failing until somebody changes something; null if waiting may help. */
export function findLastingReason(error: unknown): string | null {
  const { code, message, syscall } = error as { code?: unknown; message?: unknown; syscall?: unknown };
  if (message === 'The server does not support SSL connections') return 'the server does not speak TLS';
  if (syscall === 'open') return 'a file that DATABASE_URL names cannot be read';
  return LASTING_CODES.get(String(code)) ?? null;
}

/** What other PostgreSQL codes mean to the operator. */
const PASSING_CODES: ReadonlyMap<string, string> = new Map([
  ['57P01', 'it was stopped'],
  ['57P02', 'one of its processes crashed'],
  ['57P03', 'it is starting, stopping or recovering'],
  ['25006', 'it is read-only'],
  ['53100', 'its disk is full'],
  ['53300', 'it has no connection left for us'],
]);

/** pg-pool's message if none of our connections was returned in time; for a new connection it has others. */
const NONE_FREE = 'timeout exceeded when trying to connect';

/** Why the database is unavailable, in a sentence that anyone may read: no address, no name, no secret. */
export function tellUnreachable(error: unknown): string {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (message === NONE_FREE) return 'All connections to it are in use.';
  const meaning = findLastingReason(error) ?? PASSING_CODES.get(String(code)) ?? null;
  const seen = [typeof code === 'string' ? code : null, meaning].filter((part) => part !== null);
  return `Cannot be reached${seen.length > 0 ? ` (${seen.join(': ')})` : ''}.`;
}
