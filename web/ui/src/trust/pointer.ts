// JSON pointers (RFC 6901) into a document that was read.

export function keysOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** What stands there; nothing where the document has no such place. */
export function valueAt(document: unknown, keys: readonly string[]): unknown {
  return keys.reduce(
    (value: unknown, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Record<string, unknown>)[key]
        : undefined,
    document,
  );
}

/** The places that a pointer lies in, itself first. */
export function upwards(pointer: string): string[] {
  const places = [pointer];
  for (let at = pointer; at !== ''; ) places.push((at = at.slice(0, Math.max(0, at.lastIndexOf('/')))));
  return places;
}

/** Of a pointer into a list: the index. */
export function indexIn(list: string, pointer: string): number | undefined {
  if (!pointer.startsWith(`${list}/`)) return undefined;
  const key = pointer.slice(list.length + 1).split('/')[0] ?? '';
  return /^\d{1,9}$/.test(key) ? Number(key) : undefined;
}
