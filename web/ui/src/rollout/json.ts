/** A file of JSON that shows what is in it: of a name in it no letter but those of ASCII stays as it is. */
export function jsonFile(value: unknown): string {
  return `${ascii(JSON.stringify(value, null, 2))}\n`;
}

/** The same JSON in ASCII. */
export function ascii(json: string): string {
  return json.replace(
    /[^\x20-\x7e\n]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
