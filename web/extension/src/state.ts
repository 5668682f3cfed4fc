// What is known of the page in a tab, and how it is told to the views.
import type { Report } from 'anchorlight';

/** What the toolbar shows. */
export type Badge =
  /** Trusted, by an anchor of the organisation's store. */
  | 'organisation'
  /** Trusted, by one of the public web's roots that the store includes. */
  | 'publicRoots'
  /** Trusted by a certificate that the person added; the organisation's store knows no issuer. */
  | 'own'
  /** Trusted, and the store warns of something. */
  | 'warnings'
  | 'notTrusted'
  | 'cannotSay';

/** What a captured chain is. */
export type Source =
  /** The path that the browser verified, its root included. What the server sent besides is not in it. */
  | 'verifiedPath'
  /** What the server sent: the browser could not verify it, and somebody went on all the same. */
  | 'asSent'
  /** The end entity alone. */
  | 'leafOnly';

/** Certificates as a browser gave them. All after the first are candidates, and nothing is trusted because it is here. */
export interface Chain {
  readonly source: Source;
  /** It came with a request of the extension's own, and not on the page's connection. */
  readonly apart?: true;
  /** Base64 of each one's DER; the end entity is the first. */
  readonly certificates: readonly string[];
  /** When it was captured, RFC 3339 in UTC with whole seconds: the time of the check. */
  readonly time: string;
}

/** Why there is no chain. The ids have sentences, filled in from the other fields. */
export type Lack =
  | { readonly id: 'capture.error_page'; readonly code: string }
  | { readonly id: 'capture.no_tls' }
  | { readonly id: 'capture.scheme'; readonly scheme: string }
  | { readonly id: 'capture.no_permission'; readonly origin: string }
  | { readonly id: 'capture.not_watched' }
  /** Pages that the browser, or a policy of it, keeps from every extension. */
  | { readonly id: 'capture.protected'; readonly message: string }
  | { readonly id: 'capture.refused'; readonly message: string }
  | { readonly id: 'capture.no_chain' }
  /** The site said nothing more, so that the browser has nothing to tell of. */
  | { readonly id: 'capture.no_answer'; readonly message: string }
  /** The leaf that came with the page is not the one of the chain. */
  | { readonly id: 'capture.other_leaf' }
  | { readonly id: 'capture.no_store' }
  | { readonly id: 'capture.failed'; readonly message: string };

/** What is another one than at the last visit. */
export interface Change {
  readonly what: 'anchor' | 'key' | 'verdict';
  readonly before: string;
  readonly after: string;
  /** When it was seen last as it was before, RFC 3339. */
  readonly since: string;
}

/** The page that a tab shows. */
export interface PageState {
  /** Names the document, so that nothing is shown for another one. */
  readonly document: string;
  /** Scheme, host and port; of what is no site, the scheme alone. Paths are never kept. */
  readonly origin: string;
  /** Empty where it is no site. */
  readonly host: string;
  readonly private: boolean;
  /** Nothing while the page is being looked at. */
  readonly badge?: Badge;
  readonly chain?: Chain;
  readonly lack?: Lack;
  readonly changes?: readonly Change[];
}

/** What a view is told of a tab. */
export interface PageAnswer {
  readonly state: PageState;
  /** The report on the chain; nothing where there is none. */
  readonly report?: Report;
  /** Which store decided. */
  readonly by?: 'organisation' | 'own';
  readonly store: StoreState;
}

/** The organisation's store as it is here. */
export interface StoreState {
  readonly name?: string;
  readonly version?: number;
  readonly digest?: string;
  readonly signed?: boolean;
  /** Where it came from. */
  readonly from?: 'policy' | 'address' | 'import';
  /** Why the newest document that was offered does not decide: an id with sentences, and what fills them. */
  readonly refused?: { readonly id: string; readonly data: object; readonly at: string };
}

/** One line of the history of a host. */
export interface Visit {
  readonly host: string;
  /** When it was seen first like this, and last, RFC 3339. */
  readonly first: string;
  readonly last: string;
  readonly badge: Badge;
  /** The id of the finding that helps most. */
  readonly finding?: string;
  /** SHA-256 of the anchor, and its name. */
  readonly anchor?: string;
  readonly anchorName?: string;
  /** SHA-256 of the end entity's SubjectPublicKeyInfo. */
  readonly key?: string;
}
