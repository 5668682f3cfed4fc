import { type Mode as Chosen, type Settings } from '../messages.js';
import { isChromium } from './manifest.js';
import type { Model } from './model.js';
import { Option } from './parts.js';

const WHEN = isChromium
  ? 'In this browser the site has been loaded by then, and its scripts may have run: the tab is moved away from it afterwards.'
  : 'In this browser the load is stopped before anything of the site is shown.';

const MODES: Record<Chosen, { title: string; about: string }> = {
  inform: { title: 'Inform', about: 'The toolbar says so. The site is shown as ever.' },
  warn: {
    title: 'Warn',
    about: `A page of the extension says why, and lets you go on to the site from there. ${WHEN}`,
  },
  block: { title: 'Block', about: `The same page, which cannot be passed. ${WHEN}` },
};

/** What happens on a site that is not trusted. */
export function Mode({ model, settings }: { model: Model; settings: Settings }) {
  const managed = settings.managed.includes('mode');
  const choose = (mode: Chosen) =>
    model.choose({ mode }, `On a site that is not trusted: ${MODES[mode].title}.`);
  return (
    <Option id="mode" title="On a site that is not trusted" managed={managed}>
      <p>
        The same for a site whose chain cannot be looked at, and for all sites once the trust store has
        expired.
      </p>
      <fieldset class="modes" disabled={managed}>
        <legend class="sr-only">What happens</legend>
        {(Object.entries(MODES) as [Chosen, (typeof MODES)[Chosen]][]).map(([mode, { title, about }]) => (
          <label key={mode} class="option">
            <input type="radio" name="mode" checked={settings.mode === mode} onChange={() => choose(mode)} />
            <span>
              {title}
              <small>{about}</small>
            </span>
          </label>
        ))}
      </fieldset>
    </Option>
  );
}
