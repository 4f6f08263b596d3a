type Settings = Record<string, string | number>;

/** For a service and its queue on one machine, reachable only from that machine. */
const BASE: Settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  // each BullMQ queue, worker and listener has its own connections
  max_connections: 200,
  shared_buffers: '128MB',
  max_wal_size: '512MB',
  // our statements are short: compiling them takes longer than it saves
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  logging_collector: 'off',
};

/** A crash of the machine may lose the whole cluster, a crash of the server the commits of the last moments. */
const NOT_DURABLE: Settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
};

/** Settings for the server's command line; overrides win. */
export const serverSettings = (durable: boolean, overrides: Settings = {}): Settings => ({
  ...BASE,
  ...(durable ? {} : NOT_DURABLE),
  ...overrides,
});
