// How the verdict of a badge is drawn.
import { Cross, Globe, Person, Query, Tick, Warning } from '@anchorlight/ui/views';
import type { Badge } from '../state.js';

export const MARKS = {
  organisation: Tick,
  publicRoots: Globe,
  own: Person,
  warnings: Warning,
  notTrusted: Cross,
  cannotSay: Query,
};

/** What the style sheets call it. */
export const TONES: Record<Badge, string> = {
  organisation: 'trusted',
  publicRoots: 'publicRoots',
  own: 'own',
  warnings: 'trustedWithWarnings',
  notTrusted: 'notTrusted',
  cannotSay: 'cannotSay',
};
