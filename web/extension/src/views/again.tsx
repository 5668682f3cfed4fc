import { useState } from 'preact/hooks';
import { ask, messageOf } from '../messages.js';

/** Looks at the page anew; what is found then comes by itself. */
export function Again({ tab }: { tab: number }) {
  const [fault, setFault] = useState('');
  const look = () => {
    setFault('');
    ask('again', { tab }).catch((thrown: unknown) => setFault(messageOf(thrown)));
  };
  return (
    <>
      <button type="button" class="quiet" onClick={look}>
        Look again
      </button>
      <span class="fault" role="status">
        {fault}
      </span>
    </>
  );
}
