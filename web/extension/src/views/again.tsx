import { ask } from '../messages.js';

/** Looks at the page anew; what is found then comes by itself. */
export function Again({ tab }: { tab: number }) {
  return (
    <button type="button" class="quiet" onClick={() => void ask('again', { tab })}>
      Look again
    </button>
  );
}
