import { Failed, Header, now, place, StoreView, type Trust } from '@anchorlight/ui/views';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { DroppedSettings } from './dropped.js';
import { History } from './history.js';
import { Mode } from './mode.js';
import type { Model } from './model.js';
import { Organisation } from './organisation.js';
import { Own, showsOwn } from './own.js';
import { Permissions } from './permissions.js';
import { Privacy } from './privacy.js';
import { Sites } from './sites.js';

export function Page({ model }: { model: Model }) {
  const settings = model.settings.value;
  const failure = model.failure.value;
  const trust = model.stores.organisation.value?.trust;
  return (
    <>
      <Header about="Whom it trusts, and what it may do here" />
      <main>
        <Contents own={showsOwn(model)} />
        <div class="reading">
          <p class="sr-only" role="status">
            {model.done.value}
          </p>
          {failure && <Failed failure={failure} />}
          {settings && trust && place.value.view === 'store' && <Whole trust={trust} />}
          {settings && !(trust && place.value.view === 'store') && (
            <Sections>
              <DroppedSettings settings={settings} />
              <Organisation model={model} settings={settings} />
              <Own model={model} settings={settings} />
              <Sites settings={settings} />
              <Mode model={model} settings={settings} />
              <History model={model} settings={settings} />
              <Permissions />
              <Privacy settings={settings} />
            </Sections>
          )}
        </div>
      </main>
    </>
  );
}

/** All of the options; the one that the address names is brought into sight. */
function Sections({ children }: { children: ComponentChildren }) {
  useEffect(() => {
    const section = document.getElementById(location.hash.slice(1));
    section?.focus({ preventScroll: true });
    section?.scrollIntoView();
  }, []);
  return <>{children}</>;
}

function Contents({ own }: { own: boolean }) {
  const sections: [string, string][] = [
    ['organisation', 'Trust store'],
    ...(own ? ([['own', 'Your own certificates']] as [string, string][]) : []),
    ['sites', 'Sites'],
    ['mode', 'On a site that is not trusted'],
    ['history', 'History'],
    ['permissions', 'Permissions'],
    ['privacy', 'What leaves the browser'],
  ];
  return (
    <nav class="options-contents" aria-label="Options">
      {sections.map(([id, words]) => (
        <a key={id} href={`#${id}`}>
          {words}
        </a>
      ))}
    </nav>
  );
}

/** The whole document that decides. */
function Whole({ trust }: { trust: Trust }) {
  return (
    <>
      <p>
        <a href="#organisation">Back to the options</a>
      </p>
      <StoreView trust={trust} time={now()} />
    </>
  );
}
