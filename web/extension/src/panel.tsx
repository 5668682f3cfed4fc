// The full report on a page: beside it, where it follows the tab that is shown, or in a tab of its own for one page.
import { applyTheme, followAddress } from '@anchorlight/ui/views';
import '@anchorlight/ui/styles.css';
import '../css/views.css';
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Again } from './views/again.js';
import { Card } from './views/card.js';
import { Copies } from './views/copies.js';
import { Bar, Said } from './views/frame.js';
import { Full } from './views/full.js';
import { Refused, Store } from './views/store.js';
import { tabAsked, usePage } from './views/use-page.js';
import { Visits } from './visits.js';

function Panel() {
  const page = usePage(useTab());
  if (page.kind !== 'page') return <Said page={page} />;
  const { answer, tab } = page;
  const { origin, chain, host: name } = answer.state;
  // With its port, as visits are kept.
  const host = name && new URL(origin).host;
  return (
    <>
      <main>
        <Card answer={answer} tab={tab} brief={answer.report !== undefined} />
        <Refused store={answer.store} />
        {answer.report && chain && <Full key={tab} answer={answer} report={answer.report} chain={chain} />}
        <Store answer={answer} />
        {host && (
          <section class="panel" aria-labelledby="visits">
            <h2 id="visits">Visits to this host</h2>
            <Visits host={host} asOf={answer} />
          </section>
        )}
      </main>
      <footer class="acts">
        <div class="row">
          <Again tab={tab} />
          <button type="button" class="quiet" onClick={() => void chrome.runtime.openOptionsPage()}>
            Settings
          </button>
        </div>
        <Copies answer={answer} />
      </footer>
    </>
  );
}

/** The tab that the address names, or else the one that this window shows. */
function useTab(): number | undefined {
  const [tab, setTab] = useState(tabAsked);
  useEffect(() => {
    if (tabAsked() !== undefined) return undefined;
    let own: number | undefined;
    const follow = ({ tabId, windowId }: { tabId: number; windowId: number }) => {
      if (windowId === own) setTab(tabId);
    };
    chrome.tabs.onActivated.addListener(follow);
    void chrome.windows.getCurrent().then(async ({ id }) => {
      own = id;
      const [active] = await chrome.tabs.query({ active: true, windowId: id });
      setTab(active?.id);
    });
    return () => chrome.tabs.onActivated.removeListener(follow);
  }, []);
  return tab;
}

applyTheme();
followAddress();
render(
  <>
    <Bar />
    <Panel />
  </>,
  document.getElementById('app') as HTMLElement,
);
