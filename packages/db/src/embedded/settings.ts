import type { Cluster } from './cluster.ts'
import type { Endpoint } from './endpoint.ts'

/** Good for one small machine, and for short queries of many connections. */
const SETTINGS = {
  max_connections: '100',
  shared_buffers: '128MB',
  effective_cache_size: '512MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  max_wal_size: '512MB',
  wal_compression: 'on',
  random_page_cost: '1.1',
  // Containers often have 64 MB of /dev/shm, where parallel queries would fail; ours are short anyway.
  max_parallel_workers_per_gather: '0',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] ',
  log_min_messages: 'warning',
  log_checkpoints: 'off',
  // Statements and the DETAIL of errors may hold what a person typed.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
}

/** Faster and unsafe: a crash of the machine may lose the cluster. For tests. */
export const THROWAWAY_SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
}

/** The arguments of `postgres`. */
export function serverArguments(cluster: Cluster, endpoint: Endpoint, overrides: Record<string, string>): string[] {
  const listen =
    endpoint.kind === 'socket'
      ? { listen_addresses: '', unix_socket_directories: `${cluster.inside}/socket`, port: '5432' }
      : { listen_addresses: '127.0.0.1', unix_socket_directories: '', port: String(endpoint.port) }
  const settings = Object.entries({ ...SETTINGS, ...overrides, ...listen, cluster_name: cluster.name })
  return ['-D', `${cluster.inside}/data`, ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])]
}
