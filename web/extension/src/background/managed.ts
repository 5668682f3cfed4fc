// What an administrator set. Chromium drops what managed.schema.json does not allow; Firefox hands over whatever is there,
// so it is held to the same here.
import type { Dropped, Mode } from '../messages.js';

/** As managed.schema.json has it. */
export interface Managed {
  trustStore?: string;
  trustStoreUrl?: string;
  included?: string[];
  signers?: string[];
  threshold?: number;
  sha256?: string;
  mode?: Mode;
  hosts?: string[];
  allowOwnCertificates?: boolean;
  history?: boolean;
}

interface Type {
  words: string;
  holds: (value: unknown) => boolean;
}

export const MODES: readonly Mode[] = ['inform', 'warn', 'block'];

const isText = (value: unknown) => typeof value === 'string';
const text: Type = { words: 'a text', holds: isText };
const texts: Type = {
  words: 'a list of texts',
  holds: (value) => Array.isArray(value) && value.every(isText),
};
const yesOrNo: Type = { words: 'true or false', holds: (value) => typeof value === 'boolean' };

const TYPES: Record<keyof Managed, Type> = {
  trustStore: text,
  trustStoreUrl: text,
  included: texts,
  signers: texts,
  threshold: { words: 'a whole number', holds: Number.isSafeInteger },
  sha256: text,
  mode: {
    words: 'one of inform, warn, block',
    holds: (value) => (MODES as readonly unknown[]).includes(value),
  },
  hosts: texts,
  allowOwnCertificates: yesOrNo,
  history: yesOrNo,
};

export interface ReadPolicy {
  managed: Managed;
  /** What is there and does not count. */
  dropped: Dropped[];
}

/** Firefox rejects where no policy names the extension. */
export async function readPolicy(): Promise<ReadPolicy> {
  const all = await chrome.storage.managed.get().catch(() => ({}));
  const dropped: Dropped[] = [];
  const held = Object.entries(all).filter(([name, value]) => {
    const type = Object.hasOwn(TYPES, name) ? TYPES[name as keyof Managed] : undefined;
    if (type?.holds(value)) return true;
    dropped.push({ name, ...(type && { expected: type.words }) });
    return false;
  });
  return { managed: Object.fromEntries(held), dropped };
}

export async function readManaged(): Promise<Managed> {
  return (await readPolicy()).managed;
}

/** Whether there is a policy, be it a wrong one. */
export async function isManaged(): Promise<boolean> {
  const { managed, dropped } = await readPolicy();
  return Object.keys(managed).length + dropped.length > 0;
}
