// The Windows registry form of Chromium's policy, by the rules by which Chromium reads it
// (components/policy/core/common/registry_dict.cc): numbers and booleans are REG_DWORD, texts are REG_SZ,
// lists of texts are keys with the values 1, 2, ..., other lists are REG_SZ with JSON, and objects are keys.
import type { Brand, Policy } from './chromium.js';
import { ascii } from './json.js';
import { type Note, note } from './notes.js';

const ROOTS: Record<Brand, string> = {
  chrome: 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Google\\Chrome',
  edge: 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Edge',
};

/** The most that a value of the registry should hold, in bytes of UTF-16. */
const LONGEST = 1_048_576;

/** Policies that say whom the browser trusts. */
const CERTIFICATES = [
  'CACertificates',
  'CACertificatesWithConstraints',
  'CADistrustedCertificates',
  'CAHintCertificates',
];

/**
 * A file for regedit. What the same keys held before is taken away first, so that no old entry of a list stays; where
 * the browser is to trust what the store trusts, whatever it was told of certificates before.
 */
export function registryFile(policy: Policy, brand: Brand, trusts: boolean): string {
  const root = ROOTS[brand];
  const { '3rdparty': managed, ExtensionSettings: installed, ...rest } = policy as Parts;
  const keys: Key[] = [];
  for (const [id, entry] of Object.entries(installed)) {
    const path = `${root}\\ExtensionSettings\\${id}`;
    keys.push({ path, replaced: true, values: [] }, ...keysOf(path, entry));
  }
  for (const [id, settings] of Object.entries(managed.extensions)) {
    const path = `${root}\\3rdparty\\extensions\\${id}\\policy`;
    keys.push({ path, replaced: true, values: [] }, ...keysOf(path, settings));
  }
  if (trusts) {
    keys.push(...CERTIFICATES.map((name) => ({ path: `${root}\\${name}`, replaced: true, values: [] })));
    keys.push({ path: root, values: CERTIFICATES.map((name) => `"${name}"=-`) });
  }
  keys.push(...keysOf(root, rest));
  const written = keys.flatMap(({ path, replaced, values }) =>
    replaced ? [`[-${path}]`, ''] : values.length > 0 ? [`[${path}]`, ...values, ''] : [],
  );
  return ['Windows Registry Editor Version 5.00', '', ...written].join('\r\n');
}

interface Parts extends Policy {
  ExtensionSettings: Record<string, Policy>;
  '3rdparty': { extensions: Record<string, Policy> };
}

interface Key {
  path: string;
  replaced?: boolean;
  values: string[];
}

function keysOf(path: string, object: object): Key[] {
  const own: Key = { path, values: [] };
  const below: Key[] = [];
  for (const [name, value] of Object.entries(object)) {
    if (isTexts(value)) {
      const values = value.map((text, index) => valueOf(String(index + 1), text));
      below.push({ path: `${path}\\${name}`, values });
    } else if (Array.isArray(value)) own.values.push(valueOf(name, ascii(JSON.stringify(value))));
    else if (typeof value === 'object' && value !== null) below.push(...keysOf(`${path}\\${name}`, value));
    else own.values.push(valueOf(name, value));
  }
  return [own, ...below];
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function valueOf(name: string, value: unknown): string {
  if (typeof value === 'boolean' || typeof value === 'number')
    return `"${name}"=dword:${Number(value).toString(16).padStart(8, '0')}`;
  const text = String(value);
  // A quoted text ends with its line, and other letters depend on the system's code page.
  if (/^[\x20-\x7e]*$/.test(text)) return `"${name}"="${text.replace(/[\\"]/g, '\\$&')}"`;
  return hexadecimal(`"${name}"=hex(1):`, text);
}

/** The bytes of a text in UTF-16 with a zero at its end, in lines as regedit writes them. */
function hexadecimal(start: string, text: string): string {
  const bytes: string[] = [];
  for (let at = 0; at <= text.length; at++) {
    const unit = at < text.length ? text.charCodeAt(at) : 0;
    for (const byte of [unit & 0xff, unit >> 8]) bytes.push(byte.toString(16).padStart(2, '0'));
  }
  const rows: string[] = [];
  for (let at = 0; at < bytes.length; at += 24) rows.push(bytes.slice(at, at + 24).join(','));
  return start + rows.join(',\\\r\n  ');
}

export function registryNotes(policy: Policy): Note[] {
  const longest = Math.max(...longestOf(policy));
  return [
    ...(2 * longest > LONGEST ? [note('rollout.registry_long', 'error', { length: 2 * longest })] : []),
    note('rollout.windows_managed', 'info'),
  ];
}

/** The lengths of all texts in it. */
function longestOf(value: unknown): number[] {
  if (typeof value === 'string') return [value.length];
  if (typeof value !== 'object' || value === null) return [0];
  return Object.values(value).map((one) => Math.max(0, ...longestOf(one)));
}
