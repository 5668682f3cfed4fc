// What a tab was kept from, and what can be done about it: on the page in its place, or in the popup where there is none.
import { Short } from '@anchorlight/ui/views';
import { useState } from 'preact/hooks';
import { ask, type Kept, messageOf } from '../messages.js';

interface Props {
  kept: Kept;
  /** Whose page it is, where that is not the tab of this one. */
  tab?: number;
}

const WHY = {
  block: {
    notTrusted: 'Your organisation does not let sites be opened that its trust store does not trust.',
    unknown:
      'Your organisation lets sites be opened that its trust store trusts. Of this one it cannot say so.',
  },
  warn: {
    notTrusted:
      'Your organisation’s trust store does not trust this site, so it is not shown before you say so.',
    unknown:
      'Of this site your organisation’s trust store cannot say anything, so it is not shown before you say so.',
  },
};

export function KeptWords({ kept: { mode, state, back } }: Props) {
  const why = WHY[mode === 'block' ? 'block' : 'warn'];
  return (
    <>
      <h2>{mode === 'block' ? 'This site is not shown' : 'Look before you go on'}</h2>
      <p id="why">
        {state.badge === 'notTrusted' ? why.notTrusted : why.unknown}
        {back > 1 && ' The browser had begun to load it before its certificates could be looked at.'}
      </p>
    </>
  );
}

/** Where nothing could be said, the next look may say more. */
export function Retry({ kept, tab }: Props) {
  const [fault, setFault] = useState('');
  if (kept.state.badge === 'notTrusted') return null;
  const retry = () => ask('retry', of(tab)).catch((thrown: unknown) => setFault(messageOf(thrown)));
  return (
    <>
      <button type="button" onClick={() => void retry()}>
        Look again
      </button>
      <span class="fault" role="alert">
        {fault}
      </span>
    </>
  );
}

/** Nothing where the mode is block. */
export function GoOn({ kept: { mode, state }, tab }: Props) {
  const [fault, setFault] = useState('');
  if (mode === 'block') return null;
  const goOn = () => ask('proceed', of(tab)).catch((thrown: unknown) => setFault(messageOf(thrown)));
  return (
    <section class="panel" aria-labelledby="go-on">
      <h2 id="go-on">If you know why</h2>
      <p>
        {state.badge === 'notTrusted'
          ? 'Go on only if you know why this site is not trusted, and give it nothing confidential.'
          : 'Go on only if you know why nothing can be said of this site, and give it nothing confidential.'}{' '}
        You are asked again when its certificate is another one, or when the browser was closed.
      </p>
      <div class="row">
        <button type="button" class="quiet" onClick={() => void goOn()}>
          Go on to <Short text={state.host} longest={255} /> all the same
        </button>
        <span class="fault" role="alert">
          {fault}
        </span>
      </div>
    </section>
  );
}

const of = (tab: number | undefined) => (tab === undefined ? {} : { tab });
