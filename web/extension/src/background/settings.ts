// How the extension works here: what an administrator set, and else what the person chose.
import type { Mode } from '../messages.js';

/** As managed.schema.json has it; the browser drops what is not of its type. */
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

interface Chosen {
  mode?: Mode;
  history?: boolean;
}

export interface Choices {
  mode: Mode;
  hosts?: readonly string[];
  history: boolean;
  allowOwnCertificates: boolean;
  managed: Managed;
}

/** Firefox rejects where no policy names the extension. */
export async function readManaged(): Promise<Managed> {
  try {
    return (await chrome.storage.managed.get()) as Managed;
  } catch {
    return {};
  }
}

export async function isManaged(): Promise<boolean> {
  return Object.keys(await readManaged()).length > 0;
}

export async function readChoices(): Promise<Choices> {
  const [managed, { choices }] = await Promise.all([
    readManaged(),
    chrome.storage.local.get('choices') as Promise<{ choices?: Chosen }>,
  ]);
  const isManaged = Object.keys(managed).length > 0;
  return {
    managed,
    mode: managed.mode ?? choices?.mode ?? 'inform',
    ...(managed.hosts && { hosts: managed.hosts }),
    history: (managed.history ?? true) && (choices?.history ?? true),
    // Without an administrator the person is one.
    allowOwnCertificates: managed.allowOwnCertificates ?? !isManaged,
  };
}

/** What a person cannot change. Whoever may keep a history need not. */
export function lockedBy(managed: Managed): string[] {
  return Object.keys(managed).filter((name) => name !== 'history' || managed.history === false);
}

export async function choose(chosen: Chosen): Promise<void> {
  const locked = lockedBy(await readManaged());
  for (const name of ['mode', 'history'] as const)
    if (chosen[name] !== undefined && locked.includes(name))
      throw new Error(`Your administrator set ${name}.`);
  const { choices } = (await chrome.storage.local.get('choices')) as { choices?: Chosen };
  await chrome.storage.local.set({ choices: { ...choices, ...chosen } });
}
