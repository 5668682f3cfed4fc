// Policy for Chromium and what is made of it.
// https://chromeenterprise.google/policies/#ExtensionSettings
// https://learn.microsoft.com/deployedge/microsoft-edge-manage-extensions-ref-guide
import { type Note, note } from './notes.js';
import { type Plan, type Settings, schemeOf } from './plan.js';

/** Names of policies with their values. */
export type Policy = Record<string, unknown>;
export type Brand = 'chrome' | 'edge';

/** What each calls an icon that stays in the toolbar. */
const PINNED: Record<Brand, object> = {
  chrome: { toolbar_pin: 'force_pinned' },
  edge: { toolbar_state: 'force_shown' },
};

/** Installs the extension. Updates come from the same place: packages name no other. */
export function installing(plan: Plan, brand: Brand): Policy {
  return {
    ExtensionSettings: {
      [plan.extensionId.trim()]: {
        installation_mode: 'force_installed',
        update_url: plan.updateUrl.trim(),
        override_update_url: true,
        ...PINNED[brand],
      },
    },
  };
}

export function chromiumPolicy(plan: Plan, settings: Settings, certificates: Policy, brand: Brand): Policy {
  return {
    ...installing(plan, brand),
    '3rdparty': { extensions: { [plan.extensionId.trim()]: settings } },
    ...certificates,
  };
}

export function chromiumNotes(plan: Plan): Note[] {
  const notes: Note[] = [];
  const [id, url] = [plan.extensionId.trim(), plan.updateUrl.trim()];
  if (id === '') notes.push(note('rollout.id_missing', 'missing'));
  else if (!/^[a-p]{32}$/.test(id)) notes.push(note('rollout.id', 'error', { value: id }));
  const scheme = schemeOf(url);
  if (url === '') notes.push(note('rollout.update_missing', 'missing'));
  else if (!['https:', 'http:', 'file:'].includes(scheme ?? ''))
    notes.push(note('rollout.update', 'error', { address: url }));
  else if (scheme === 'http:') notes.push(note('rollout.update_plain', 'warning', { address: url }));
  return notes;
}
