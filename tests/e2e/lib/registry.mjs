// A registry file as regedit reads it, and its keys as Chromium makes policies of them, when it knows their types
// (components/policy/core/common/registry_dict.cc).

/** Keys by their paths, each with its values. */
export function readRegistry(text) {
  const [version, ...rows] = text.replace(/\\\r\n\s*/g, '').split('\r\n');
  if (version !== 'Windows Registry Editor Version 5.00') throw new Error(`begins with ${version}`);
  const keys = new Map();
  let current;
  for (const row of rows.filter(Boolean)) {
    const [, gone, path] = /^\[(-?)(HKEY_LOCAL_MACHINE\\.+)\]$/.exec(row) ?? [];
    if (path && gone)
      for (const key of [...keys.keys()]) `${key}\\`.startsWith(`${path}\\`) && keys.delete(key);
    else if (path) keys.set(path, (current = keys.get(path) ?? new Map()));
    else {
      const [, name, value] = /^"([^"\\]+)"=(.*)$/.exec(row) ?? [];
      if (!name) throw new Error(`no value: ${row}`);
      if (value === '-') current.delete(name);
      else current.set(name, valueOf(value));
    }
  }
  return keys;
}

function valueOf(text) {
  if (/^dword:[0-9a-f]{8}$/.test(text)) return Number.parseInt(text.slice(6), 16);
  if (text.startsWith('hex(1):')) {
    const bytes = Buffer.from(
      text
        .slice(7)
        .split(',')
        .map((byte) => Number.parseInt(byte, 16)),
    );
    return bytes.toString('utf16le').replace(/\0$/, '');
  }
  const [, quoted] = /^"((?:[^"\\]|\\["\\])*)"$/.exec(text) ?? [];
  if (quoted === undefined) throw new Error(`no text: ${text}`);
  return quoted.replace(/\\(.)/g, '$1');
}

/** What Chromium makes of a key, shaped by what is expected there. */
export function policyAt(keys, path, like) {
  const values = keys.get(path) ?? new Map();
  if (Array.isArray(like)) return [...values].sort(([one], [other]) => one - other).map(([, value]) => value);
  const below = [...keys.keys()].flatMap((key) =>
    key.startsWith(`${path}\\`) ? [key.slice(path.length + 1)] : [],
  );
  const there = [...values.keys(), ...below.map((key) => key.split('\\')[0])];
  const stray = there.find((name) => !(name in like));
  if (stray) throw new Error(`${path} has ${stray}`);
  const policy = {};
  for (const [name, expected] of Object.entries(like)) {
    const value = values.get(name);
    if (value === undefined) policy[name] = policyAt(keys, `${path}\\${name}`, expected);
    else if (typeof expected === 'boolean') policy[name] = value !== 0;
    else policy[name] = typeof expected === 'object' ? JSON.parse(value) : value;
  }
  return policy;
}
