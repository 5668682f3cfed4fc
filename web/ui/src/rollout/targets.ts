// Who is given a policy: the file, where it goes, and what is to be said of it.
import type { Export } from 'anchorlight';
import { type Brand, chromiumNotes, chromiumPolicy, type Policy } from './chromium.js';
import { firefoxNotes, firefoxPolicy } from './firefox.js';
import { jsonFile } from './json.js';
import { type Note, stops } from './notes.js';
import type { Plan, Settings } from './plan.js';
import { portalNotes, portalPolicy } from './portal.js';
import { registryFile, registryNotes } from './registry.js';

type Written = Omit<Export, 'text'> & { policy: Policy };

/** The store's certificates in the browsers' forms, with what the forms cannot say. */
export interface Certificates {
  chromium: Written;
  firefox: Written;
}

export interface Target {
  id: string;
  title: string;
  /** Where the file goes, and what it does there. */
  where: string[];
  notes: Note[];
  /** Nothing where a note says why. */
  file?: { name: string; type: string; text: () => string };
  /** Files that the policy names. */
  beside?: { folder: string; files: Export['files'] };
}

const ONE_OF_TWO =
  'Where another file sets ExtensionSettings as well, put the entry there: of two, one counts.';

/** Places that take the same things filled in. */
export interface Group {
  id: string;
  title: string;
  notes: Note[];
  /** None where a note of the group says why. */
  targets: Target[];
}

/** A file for each place that browsers read policies from. */
export function made(plan: Plan, settings: Settings, certificates: Certificates | undefined): Group[] {
  return [
    group('chromium', 'Chrome, Chromium, Edge, WorkSpaces Secure Browser', chromiumNotes(plan), () =>
      forChromium(plan, settings, certificates?.chromium.policy ?? {}),
    ),
    group('firefox', 'Firefox', firefoxNotes(plan), () => [
      forFirefox(plan, settings, certificates?.firefox),
    ]),
  ];
}

function group(id: string, title: string, notes: Note[], targets: () => Target[]): Group {
  return { id, title, notes, targets: stops(notes) ? [] : targets() };
}

function forChromium(plan: Plan, settings: Settings, certificates: Policy): Target[] {
  const chrome = chromiumPolicy(plan, settings, certificates, 'chrome');
  const edge = chromiumPolicy(plan, settings, certificates, 'edge');
  const portal = jsonFile(portalPolicy(plan, settings, certificates));
  const registry = (brand: Brand, title: string, policy: Policy): Target => ({
    id: `${brand}-windows`,
    title: `${title} on Windows`,
    where: [
      'An administrator opens it with regedit, or a group policy writes the same keys. It replaces what these keys held.',
    ],
    ...written(
      registryNotes(policy),
      () => registryFile(policy, brand, plan.browserTrust),
      `anchorlight-${brand}.reg`,
      'text/plain',
    ),
  });
  return [
    {
      id: 'chrome',
      title: 'Chrome and Chromium on Linux',
      where: [
        'Chrome reads every file in /etc/opt/chrome/policies/managed, Chromium every file in /etc/chromium/policies/managed.',
        'A browser that runs takes it within seconds; chrome://policy shows it.',
        ONE_OF_TWO,
      ],
      ...written([], () => jsonFile(chrome), 'anchorlight-chrome.json'),
    },
    {
      id: 'edge',
      title: 'Edge on Linux',
      where: ['Edge reads every file in /etc/opt/edge/policies/managed; edge://policy shows it.', ONE_OF_TWO],
      ...written([], () => jsonFile(edge), 'anchorlight-edge.json'),
    },
    registry('chrome', 'Chrome', chrome),
    registry('edge', 'Edge', edge),
    {
      id: 'portal',
      title: 'A portal of WorkSpaces Secure Browser',
      where: [
        'In the portal’s browser settings: upload it as the browser policy, or put its entries into the policy that is there.',
        'With the command line: aws workspaces-web update-browser-settings --browser-settings-arn ARN --browser-policy file://anchorlight-portal.json',
      ],
      ...written(portalNotes(plan, portal), () => portal, 'anchorlight-portal.json'),
    },
  ];
}

function forFirefox(plan: Plan, settings: Settings, certificates: Written | undefined): Target {
  const inner = (certificates?.policy['policies'] ?? {}) as Policy;
  return {
    id: 'firefox',
    title: 'Firefox on Linux, Windows and macOS',
    where: [
      'Linux: /etc/firefox/policies/policies.json. Windows: policies.json in the folder distribution beside firefox.exe. macOS: Firefox.app/Contents/Resources/distribution/policies.json.',
      'There is one such file: put these policies into one that is there already. Firefox reads it when it starts; about:policies shows it.',
    ],
    ...written([], () => jsonFile(firefoxPolicy(plan, settings, inner)), 'policies.json'),
    ...(certificates && { beside: { folder: plan.folder.trim(), files: certificates.files } }),
  };
}

function written(
  notes: Note[],
  text: () => string,
  name: string,
  type = 'application/json',
): Pick<Target, 'notes' | 'file'> {
  return { notes, ...(!stops(notes) && { file: { name, type, text } }) };
}
