const PARAMETER = 'outlast_template'

/** The URL of a server together with the name of the template on it: one string to hand to test processes. */
export function clusterUrl(serverUrl: string, template: string): string {
  const url = new URL(serverUrl)
  url.searchParams.set(PARAMETER, template)
  return url.href
}

export function parseClusterUrl(text: string): { serverUrl: string; template: string } {
  const url = new URL(text)
  const template = url.searchParams.get(PARAMETER)
  if (template === null) throw new Error('This is not the URL of a test cluster: pass on what startTestCluster() gave')
  url.searchParams.delete(PARAMETER)
  return { serverUrl: url.href, template }
}

/** The same server, another database. */
export function databaseUrl(serverUrl: string, database: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${database}`
  return url.href
}
