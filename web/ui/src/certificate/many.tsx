import type { ComponentChildren } from 'preact';

const MOST = 12;

/** A list that may have thousands of lines: the first dozen, and the others on demand. */
export function Many<Item>(props: {
  items: readonly Item[];
  what: string;
  line: (item: Item) => ComponentChildren;
}) {
  const { items, what, line } = props;
  // What a certificate lists never moves.
  const lines = (some: readonly Item[]) => some.map((item, index) => <li key={index}>{line(item)}</li>);
  return (
    <>
      <ul class="attributes">{lines(items.slice(0, MOST))}</ul>
      {items.length > MOST && (
        <details class="more">
          <summary>
            {items.length - MOST} more {what}
          </summary>
          <ul class="attributes">{lines(items.slice(MOST))}</ul>
        </details>
      )}
    </>
  );
}
