// The browser policy of a WorkSpaces Secure Browser portal: Chrome's policies, each under a `value`.
import { installing, type Policy } from './chromium.js';
import { type Note, note } from './notes.js';
import type { Plan, Settings } from './plan.js';

/** How long a portal's browser policy may be, in characters. */
const LONGEST = 131_072;

export function portalPolicy(plan: Plan, settings: Settings, certificates: Policy): Policy {
  return {
    chromePolicies: valued({ ...installing(plan, 'chrome'), ...certificates }),
    ...(plan.portalSettings && { extensionPolicies: { [plan.extensionId.trim()]: valued({ ...settings }) } }),
  };
}

function valued(policy: Policy): Policy {
  return Object.fromEntries(Object.entries(policy).map(([name, value]) => [name, { value }]));
}

export function portalNotes(plan: Plan, text: string): Note[] {
  return [
    ...(text.length > LONGEST
      ? [note('rollout.portal_long', 'error', { length: text.length, most: LONGEST })]
      : []),
    note(plan.portalSettings ? 'rollout.portal_settings' : 'rollout.portal_bare', 'warning'),
    note('rollout.portal_download', 'info'),
    ...(plan.browserTrust ? [note('rollout.portal_certificates', 'info')] : []),
  ];
}
