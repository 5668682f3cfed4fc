// Where a tab is moved to from a site that is not trusted: why, what to do, and the way back.
import { applyTheme, followAddress, place, StoreView } from '@anchorlight/ui/views';
import '@anchorlight/ui/styles.css';
import '../css/views.css';
import { render } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { ask, type Kept, messageOf } from './messages.js';
import { Card } from './views/card.js';
import { Chain } from './views/chain.js';
import { Copies } from './views/copies.js';
import { Bar } from './views/frame.js';
import { GoOn, KeptWords, Retry } from './views/kept.js';
import { Store } from './views/store.js';
import { useTrust } from './views/use-trust.js';
import { followSteps, goBack } from './views/way-back.js';

function Explain() {
  const [kept, setKept] = useState<Kept | 'nothing'>();
  const [fault, setFault] = useState('');
  useEffect(() => {
    ask('kept', {}).then(
      (answer) => setKept(answer ?? 'nothing'),
      (thrown: unknown) => setFault(messageOf(thrown)),
    );
  }, []);
  if (kept === undefined)
    return (
      <main aria-busy={!fault}>
        {fault && (
          <p class="fault" role="alert">
            {fault}
          </p>
        )}
      </main>
    );
  if (kept === 'nothing')
    return (
      <main>
        <section class="panel">
          <h2>Nothing was kept from you here</h2>
          <p>This page explains why a site is not shown. There is none in this tab.</p>
        </section>
      </main>
    );
  return <Why kept={kept} />;
}

function Why({ kept }: { kept: Kept }) {
  const { state, report, back, by } = kept;
  const trust = useTrust(report && by);
  const away = useRef<HTMLButtonElement>(null);
  useEffect(() => away.current?.focus(), []);
  if (place.value.view === 'store' && trust && report)
    return (
      <main>
        <p>
          <a href="#answer">Back to why the site is not shown</a>
        </p>
        <StoreView trust={trust} time={report.time} />
      </main>
    );
  return (
    <main>
      <div class="why">
        <KeptWords kept={kept} />
        <div class="row">
          <button
            type="button"
            class="primary"
            ref={away}
            aria-describedby="why"
            onClick={() => void goBack(back)}
          >
            Back
          </button>
          <Retry kept={kept} />
        </div>
      </div>
      <Card answer={kept} trust={trust} />
      {report && state.chain && <Chain report={report} captured={state.chain} />}
      <Store answer={kept} />
      <Copies answer={kept} />
      <GoOn kept={kept} />
    </main>
  );
}

applyTheme();
followSteps();
followAddress();
render(
  <>
    <Bar />
    <Explain />
  </>,
  document.getElementById('app') as HTMLElement,
);
