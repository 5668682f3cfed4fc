// What the toolbar's button opens: the verdict on the page in this tab, in short.
import { applyTheme } from '@anchorlight/ui/views';
import '@anchorlight/ui/styles.css';
import '../css/views.css';
import { render } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { ask, type Kept } from './messages.js';
import { Again } from './views/again.js';
import { Card } from './views/card.js';
import { Chain } from './views/chain.js';
import { Copies } from './views/copies.js';
import { Bar, Said } from './views/frame.js';
import { GoOn, KeptWords, Retry } from './views/kept.js';
import { openReport } from './views/report-view.js';
import { Refused, Store } from './views/store.js';
import { type Page, usePage } from './views/use-page.js';

/** The tab that the popup was opened on, or the one that its address names. */
interface Place {
  tab: number;
  window: number | undefined;
  /** What comes back to the first question for its page. */
  reply: Promise<unknown>;
}

declare global {
  /** Of first-question.js. */
  var firstQuestion: Promise<Place | undefined>;
}

function Popup() {
  const place = useTab();
  const page = usePage(place?.tab, place?.reply);
  useAgain(page);
  const kept = useKept(page);
  if (page.kind !== 'page' || !place) return <Said page={page} />;
  const { tab } = page;
  const answer = kept ?? page.answer;
  const { chain } = answer.state;
  return (
    <>
      <main>
        {kept && (
          <div class="why">
            <KeptWords kept={kept} />
            <div class="row">
              <Retry kept={kept} tab={tab} />
            </div>
          </div>
        )}
        <Card answer={answer} tab={tab} />
        {answer.report && chain && <Chain report={answer.report} captured={chain} />}
        <Refused store={answer.store} />
        <Store answer={answer} />
        {kept && <GoOn kept={kept} tab={tab} />}
      </main>
      <footer class="acts">
        <div class="row">
          <button type="button" class="primary" onClick={() => openReport(place.tab, place.window)}>
            Full report
          </button>
          {!kept && <Again tab={tab} />}
          <button type="button" class="quiet" onClick={() => void chrome.runtime.openOptionsPage()}>
            Settings
          </button>
        </div>
        <Copies answer={answer} />
      </footer>
    </>
  );
}

function useTab(): Place | undefined {
  const [place, setPlace] = useState<Place>();
  // An effect waits for a frame to be drawn, which would be one without the answer.
  useLayoutEffect(() => void firstQuestion.then(setPlace), []);
  return place;
}

/** Opening the popup lets the extension see the page in some browsers, so it looks once more. */
function useAgain(page: Page): void {
  const lacks = page.kind === 'page' && page.answer.state.lack?.id === 'capture.no_permission';
  const tried = useRef(false);
  useEffect(() => {
    if (!lacks || tried.current) return;
    tried.current = true;
    // Where it fails, what is shown stays true.
    ask('again', { tab: page.tab }).catch(() => {});
  }, [lacks]);
}

/** In private windows of Chromium there is no page that says what stands in the place of a site. */
function useKept(page: Page): Kept | undefined {
  const [kept, setKept] = useState<{ tab: number; kept: Kept }>();
  const tab = page.kind === 'page' && page.answer.state.private ? page.tab : undefined;
  const isNone = page.kind === 'page' && page.answer.state.lack?.id === 'capture.scheme';
  useEffect(() => {
    if (tab === undefined || !isNone) return;
    // Where it fails, the page that is there is told of.
    ask('kept', { tab }).then(
      (kept) => setKept(kept && { tab, kept }),
      () => {},
    );
  }, [tab, isNone]);
  return isNone && kept?.tab === tab ? kept?.kept : undefined;
}

applyTheme();
render(
  <>
    <Bar />
    <Popup />
  </>,
  document.getElementById('app') as HTMLElement,
);
