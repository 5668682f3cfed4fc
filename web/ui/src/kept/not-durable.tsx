import type { Shelf } from 'anchorlight';
import { Sentence } from '../text.js';

/** Why what is kept is gone with the page, and what helps. */
export function NotDurable({ shelf }: { shelf: Shelf }) {
  if (shelf.durable) return null;
  const id = `store.${shelf.reason}`;
  return (
    <div class="decided">
      <p>
        <strong>What is kept now is gone with this page.</strong> <Sentence id={id} part="title" />.{' '}
        <Sentence id={id} part="fix" />
      </p>
      {shelf.detail && (
        <p class="hint">
          <Sentence id={id} part="explain" data={{ message: shelf.detail }} />
        </p>
      )}
    </div>
  );
}
