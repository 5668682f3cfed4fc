// Hosts that are watched, in the words of web/extension/managed.schema.json.
import type { Document } from 'anchorlight';

/** What is written, one on each line or with commas between. */
export function lines(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}

/** A name, `*.` and a domain, an address or `*`, as it is compared; nothing for anything else. */
export function readPattern(text: string): string | undefined {
  if (text === '*') return text;
  const below = text.startsWith('*.');
  const host = asciiHost(below ? text.slice(2) : text);
  if (host === undefined) return undefined;
  const isAddress = host.includes(':') || /^[\d.]+$/.test(host);
  if (below && isAddress) return undefined;
  return below ? `*.${host}` : host;
}

/** A host as URLs have it, an address of version 6 without its brackets. */
function asciiHost(text: string): string | undefined {
  const bare = text.replace(/^\[(.*)\]$/, '$1');
  if (/[/?#@\\%*[\]]/.test(bare)) return undefined;
  const isVersion6 = bare.includes(':');
  const url = `https://${isVersion6 ? `[${bare}]` : bare}/`;
  if (!URL.canParse(url)) return undefined;
  const host = new URL(url).hostname.replace(/^\[(.*)\]$/, '$1');
  if (isVersion6) return host;
  if (!/^[a-z0-9._-]+$/.test(host) || /^\.|\.\.|\.$/.test(host)) return undefined;
  // Numbers are read as addresses in several ways; only the plain one is meant.
  return /^[\d.]+$/.test(host) && host !== bare ? undefined : host;
}

/** The hosts that a document speaks of: its portals, rules, end entities, and what its anchors are bounded to. */
export function suggested({ portals = [], hosts = [], endEntities = [], anchors }: Document): string[] {
  const named = [
    ...portals.flatMap(({ id }) => (/^https:/i.test(id) && URL.canParse(id) ? [new URL(id).hostname] : [])),
    ...hosts.flatMap((one) => one.hosts),
    ...endEntities.flatMap((one) => one.hosts),
    ...anchors.flatMap(({ constraints }) => (constraints?.permitted?.dns ?? []).flatMap(within)),
  ];
  const read = named.flatMap((name) => readPattern(name) ?? []);
  return [...new Set(read)].filter((name) => name !== '*');
}

/** A permitted name covers itself and all below it. */
function within(name: string): string[] {
  return [name, `*.${name}`];
}
