import { useState } from 'preact/hooks';
import type { Doors, Sample } from '../doors.js';
import type { Session } from '../session.js';
import { Lamp } from './lamp.js';

/** What the page is, before it is used. */
export function Welcome({ session }: { session: Session }) {
  return (
    <section class="welcome" aria-labelledby="welcome">
      <Lamp />
      <h2 id="welcome">Put the chain in, say whom you trust, read the answer.</h2>
      <p>Your files are read here, in your browser, and sent nowhere.</p>
      <ol class="steps">
        <li>
          <strong>The chain.</strong> What a server sends or what was mailed to you: one file or several.
        </li>
        <li>
          <strong>Your trust store.</strong> The trust store document or the root certificates that your
          organisation gave you. They decide, not the ones of this browser.
        </li>
        <li>
          <strong>The answer.</strong> Trusted or not, why, and what to do. Every path and every check can be
          looked at.
        </li>
      </ol>
      {session.doors.samples && <Samples session={session} load={session.doors.samples} />}
    </section>
  );
}

function Samples({ session, load }: { session: Session; load: NonNullable<Doors['samples']> }) {
  const [samples, setSamples] = useState<Sample[]>();
  const [fault, setFault] = useState('');
  const show = () => load().then(setSamples, (thrown: unknown) => setFault(String(thrown).slice(0, 300)));
  const pose = ({ chain, lists, store, host, time }: Sample) =>
    session.pose({ chain: [chain, ...lists], store: [store], host, time });
  if (!samples)
    return (
      <p class="samples-offer">
        Nothing at hand?{' '}
        <button type="button" onClick={show}>
          Show sample chains
        </button>
        {fault && (
          <span class="fault" role="alert">
            The samples could not be loaded: {fault}
          </span>
        )}
      </p>
    );
  return (
    <ul class="samples" aria-label="Sample chains">
      {samples.map((sample) => (
        <li key={sample.id}>
          <button type="button" onClick={() => void pose(sample)}>
            <strong>{sample.title}</strong>
            <span>{sample.description}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
