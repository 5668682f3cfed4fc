// Which sites: what people write, and the match patterns that browsers have.

/** The pattern for a host, an address, or everything below a domain; nothing where it is none of them. */
export function patternOf(text: string): string | undefined {
  const address = text.trim().replace(/^[a-z]+:\/\//i, '');
  const below = address.startsWith('*.');
  // The browser's own reading: a path and a port go, an international name becomes ASCII.
  const url = `https://${below ? address.slice(2) : address}`;
  if (!URL.canParse(url)) return undefined;
  const { hostname } = new URL(url);
  return hostname.includes('*') ? undefined : `https://${below ? '*.' : ''}${hostname}/*`;
}

/** A pattern in words. */
export function patternWords(pattern: string): string {
  const [, scheme = '', host = ''] = /^([^:]+):\/\/([^/]*)\//.exec(pattern) ?? [];
  if (pattern === '<all_urls>' || host === '*') return 'Every site';
  const words = host.startsWith('*.') ? `${host.slice(2)} and everything below it` : host || pattern;
  return scheme === 'http' ? `${words}, without TLS` : words;
}
