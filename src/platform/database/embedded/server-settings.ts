type Settings = Record<string, string | number>;

/** For a service and its queue on one machine, reachable from that machine alone. */
const BASE: Settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  // each BullMQ queue, worker and listener has connections of its own
  max_connections: 200,
  shared_buffers: '128MB',
  max_wal_size: '512MB',
  // our statements are short: compiling them costs more than it saves
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  logging_collector: 'off',
};

/** A crash of the machine may lose the whole cluster, one of the server the last moments' commits. */
const NOT_DURABLE: Settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
};

/** Settings given on the server's command line, later ones over earlier ones. */
export const serverSettings = (durable: boolean, overrides: Settings = {}): Settings => ({
  ...BASE,
  ...(durable ? {} : NOT_DURABLE),
  ...overrides,
});
