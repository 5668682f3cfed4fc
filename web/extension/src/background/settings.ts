// How the extension works here: what an administrator set, and else what the person chose.
import type { Dropped, Mode } from '../messages.js';
import { type Managed, readManaged, readPolicy } from './managed.js';

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
  /** What an administrator set and what does not count. */
  dropped: readonly Dropped[];
}

/** Chromium lets scripts in pages read and write what is stored, until it is told not to; older ones cannot be told. */
export async function closeStorage(): Promise<void> {
  if (!chrome.debugger) return;
  const accessLevel = 'TRUSTED_CONTEXTS';
  const { local, managed } = chrome.storage;
  await Promise.allSettled([local, managed].map((area) => area.setAccessLevel({ accessLevel })));
}

export async function readChoices(): Promise<Choices> {
  const [{ managed, dropped }, { choices }] = await Promise.all([
    readPolicy(),
    chrome.storage.local.get('choices') as Promise<{ choices?: Chosen }>,
  ]);
  const isManaged = Object.keys(managed).length + dropped.length > 0;
  return {
    ...{ managed, dropped },
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
