// Objects that belong together, each a way to what it says.
import type { inspection } from 'anchorlight';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Short } from '../text.js';
import type { Inspector, Together } from './inspector.js';
import { aboutOf, kindOf, waysOf } from './ways.js';

export interface Told {
  inspector: Inspector;
  together: Together;
}

/** An object by its name, its kind and the way to it; the name leads to it. */
export function Mention({ inspector, together, place }: Told & { place: inspection.Place }) {
  const entry = together.entries[place.input];
  const object = objectAt(together, place);
  if (!entry || !object) return null;
  const about = aboutOf(object);
  const way = waysOf(entry.file)[place.object]?.join(' › ') ?? '';
  return (
    <span class="mention">
      <button
        type="button"
        class="link"
        onClick={() => {
          inspector.chosen.value = { entry, index: place.object };
        }}
      >
        {about ? <Short text={about} /> : kindOf(object)}
      </button>{' '}
      <span class="role">
        {about && `${kindOf(object)}, `}
        <Short text={way} longest={160} />
      </span>
    </span>
  );
}

/** Several of them, a line each. */
export function Mentions({ places, ...told }: Told & { places: readonly inspection.Place[] }) {
  return <Some items={places} line={(place) => <Mention {...told} place={place} />} />;
}

export function objectAt({ entries }: Together, place: inspection.Place): inspection.Object | undefined {
  return entries[place.input]?.file.objects[place.object];
}

const MOST = 20;

/** A list that may have thousands of lines: the first ones, and more on demand. */
export function Some<Item>(props: {
  items: readonly Item[];
  line: (item: Item, index: number) => ComponentChildren;
}) {
  const { items, line } = props;
  const [most, setMost] = useState(MOST);
  const list = useRef<HTMLUListElement>(null);
  const firstNew = useRef(0);
  // The button may be gone: the focus goes to what it showed.
  useLayoutEffect(() => {
    if (firstNew.current > 0) list.current?.children[firstNew.current]?.querySelector('button')?.focus();
  }, [most]);
  return (
    <>
      <ul class="some" ref={list}>
        {items.slice(0, most).map((item, index) => (
          // What belongs together is told anew as a whole.
          <li key={index}>{line(item, index)}</li>
        ))}
      </ul>
      {items.length > most && (
        <button
          type="button"
          class="link"
          onClick={() => {
            firstNew.current = most;
            setMost(most + 10 * MOST);
          }}
        >
          Show more of {items.length}
        </button>
      )}
    </>
  );
}
