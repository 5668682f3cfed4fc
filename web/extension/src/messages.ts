// What the views ask of the background, and what they are answered.
import type { FirstUse, UpdateReport } from 'anchorlight';
import type { PageAnswer, StoreState, Visit } from './state.js';

export type Mode = 'inform' | 'warn' | 'block';

/** How the extension works here; what an administrator set cannot be changed. */
export interface Settings {
  readonly mode: Mode;
  /** Which hosts are watched; nothing for all that the extension may see. */
  readonly hosts?: readonly string[];
  readonly history: boolean;
  readonly allowOwnCertificates: boolean;
  readonly trustStoreUrl?: string;
  /** The names of those that an administrator set, and that cannot be changed. */
  readonly managed: readonly string[];
  /** What an administrator set wrongly, so that it does not count. */
  readonly dropped: readonly Dropped[];
  readonly store: StoreState;
}

/** A setting that does not count: it is not what it should be, or there is none of that name. */
export interface Dropped {
  readonly name: string;
  readonly expected?: string;
}

export interface Asked {
  /** What is known of the page in a tab; nothing where there is none. */
  page: { asked: { tab: number }; answer: PageAnswer | undefined };
  /** Looks at the page in a tab again. */
  again: { asked: { tab: number }; answer: undefined };
  settings: { asked: object; answer: Settings };
  /** Settings of the person's own. */
  set: { asked: { mode?: Mode; history?: boolean }; answer: undefined };
  /** Lets a document decide, where no administrator set one. */
  import: {
    asked: { document: string; included?: readonly string[]; first?: FirstUse };
    answer: UpdateReport;
  };
  /** Forgets the store that was imported. */
  forgetStore: { asked: object; answer: undefined };
  /** The document of the store of that kind; nothing where there is none. */
  document: { asked: { of: 'organisation' | 'own' }; answer: StoreDocuments | undefined };
  /** Puts certificates that the person trusts in the place of those before. */
  own: { asked: { document: string }; answer: UpdateReport };
  /** Forgets all certificates that the person added. */
  forgetOwn: { asked: object; answer: undefined };
  /** Visits, newest first: of one host, or of all. */
  history: { asked: { host?: string }; answer: Visit[] };
  forgetHistory: { asked: object; answer: undefined };
  /** Lets the page through that a tab was kept from; refused where the mode is block. */
  proceed: { asked: OfTab; answer: undefined };
  /** Goes to the page once more that a tab was kept from. */
  retry: { asked: OfTab; answer: undefined };
  /** What a tab was kept from. */
  kept: { asked: OfTab; answer: Kept | undefined };
}

/** A tab; without a number the one that asks. */
export interface OfTab {
  readonly tab?: number;
}

/** A page that a tab was kept from. */
export interface Kept extends PageAnswer {
  readonly mode: Mode;
  /** How many steps back in the tab's history lead away from it. */
  readonly back: number;
}

export interface StoreDocuments {
  readonly document: string;
  readonly included: readonly string[];
}

export type Kind = keyof Asked;
export type Message = { [K in Kind]: { kind: K } & Asked[K]['asked'] }[Kind];

/** What comes back over the wire. */
export type Reply<K extends Kind> =
  | { answer: Asked[K]['answer'] }
  | { fault: { id: string; message: string } };

/** What to say of something that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** Asks the background; a fault there rejects here. */
export function ask<K extends Kind>(kind: K, asked: Asked[K]['asked']): Promise<Asked[K]['answer']> {
  return answerIn<K>(chrome.runtime.sendMessage({ ...asked, kind }));
}

/** The answer in what comes back over the wire. */
export async function answerIn<K extends Kind>(coming: Promise<unknown>): Promise<Asked[K]['answer']> {
  const reply = (await coming) as Reply<K> | undefined;
  if (!reply) {
    const message = 'The extension was replaced or stopped: open this again.';
    throw Object.assign(new Error(message), { id: 'extension.failed' });
  }
  if ('fault' in reply) throw Object.assign(new Error(reply.fault.message), { id: reply.fault.id });
  return reply.answer;
}
