// The browsers that tests run in: named by the environment, or found where systems put them.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const programs = {
  chromium: {
    variable: 'ANCHORLIGHT_CHROMIUM',
    names: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'],
    places: ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
    packages: 'chromium',
  },
  chromedriver: {
    variable: 'ANCHORLIGHT_CHROMEDRIVER',
    names: ['chromedriver'],
    places: [],
    packages: 'chromium-driver',
  },
  firefox: {
    variable: 'ANCHORLIGHT_FIREFOX',
    names: ['firefox-esr', 'firefox'],
    places: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
    packages: 'firefox-esr',
  },
};

/** Arguments for a headless Chromium that calls nobody. */
export const chromiumArguments = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** `{ path }` of an installed program, or `{ advice }`: one line that says what to install. */
export function find(name) {
  const { variable, names, places, packages } = programs[name];
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = [
    ...(process.env[variable] ? [process.env[variable]] : []),
    ...names.flatMap((file) => folders.map((folder) => join(folder, file))),
    ...places,
  ];
  const path = candidates.find(isExecutable);
  if (path) return { path };
  return {
    advice: `skipped: no ${name} (Debian: apt-get install ${packages}; or set ${variable} to its path)`,
  };
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
