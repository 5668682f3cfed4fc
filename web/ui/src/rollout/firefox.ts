// Policy for Firefox: https://mozilla.github.io/policy-templates/
import type { Policy } from './chromium.js';
import { type Note, note } from './notes.js';
import { type Plan, type Settings, schemeOf } from './plan.js';

/** The id that the package for Firefox has. */
export const FIREFOX_ID = 'anchorlight@anchorlight.dev';

export function firefoxPolicy(plan: Plan, settings: Settings, certificates: Policy): Policy {
  return {
    policies: {
      ExtensionSettings: {
        [FIREFOX_ID]: {
          installation_mode: 'force_installed',
          install_url: plan.xpiUrl.trim(),
          default_area: 'navbar',
        },
      },
      '3rdparty': { Extensions: { [FIREFOX_ID]: settings } },
      ...(plan.xpiUnsigned && {
        Preferences: { 'xpinstall.signatures.required': { Value: false, Status: 'locked' } },
      }),
      ...certificates,
    },
  };
}

export function firefoxNotes(plan: Plan): Note[] {
  const notes: Note[] = [];
  const url = plan.xpiUrl.trim();
  const scheme = schemeOf(url);
  if (url === '') notes.push(note('rollout.xpi_missing', 'missing'));
  else if (!['https:', 'http:', 'file:'].includes(scheme ?? ''))
    notes.push(note('rollout.xpi', 'error', { address: url }));
  else if (scheme === 'http:') notes.push(note('rollout.xpi_plain', 'warning', { address: url }));
  if (plan.xpiUnsigned) notes.push(note('rollout.xpi_unsigned', 'warning'));
  return notes;
}
