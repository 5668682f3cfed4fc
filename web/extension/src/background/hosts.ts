// Which hosts are watched.

/** Names, everything below a domain, addresses, or `*`, as browsers write hosts; nothing is every host. */
export function isWatched(host: string, patterns: readonly string[] | undefined): boolean {
  return patterns === undefined || patterns.some((pattern) => matches(host, pattern.trim()));
}

function matches(host: string, pattern: string): boolean {
  if (pattern === '*') return true;
  const below = pattern.startsWith('*.');
  const name = written(below ? pattern.slice(2) : pattern);
  if (name === undefined) return false;
  return below ? host.endsWith(`.${name}`) : host === name;
}

/** As the browser writes it: in ASCII and lower case, addresses in their shortest form. */
function written(name: string): string | undefined {
  const host = name.includes(':') ? `[${name.replace(/^\[|\]$/g, '')}]` : name;
  try {
    return hostOf(new URL(`https://${host}`));
  } catch {
    return undefined;
  }
}

/** The host of an address, as certificates name it: without brackets, and without the root's dot. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

/** Scheme, host and port of a site; of all else, which is no host's, the scheme alone. */
export function originOf(url: URL): string {
  return isWeb(url) ? url.origin : url.protocol;
}

export function isWeb({ protocol }: URL): boolean {
  return protocol === 'https:' || protocol === 'http:';
}
