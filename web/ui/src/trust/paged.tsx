import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { number } from '../format.js';

const PAGE = 50;

interface Props<Item> {
  items: readonly Item[];
  /** What they are called, one and several. */
  nouns: [string, string];
  /** What is searched. */
  text: (item: Item) => string;
  line: (item: Item, open: boolean) => ComponentChildren;
  /** The item that is asked for by the address: its page is shown, and it is open. */
  wanted: number | undefined;
  /** Another order than that of the document. */
  order?: { words: string; key: (item: Item) => string };
}

/** A list that may have ten thousand lines: searched, and a page at a time. */
export function Paged<Item>({ items, nouns, text, line, wanted, order }: Props<Item>) {
  const [query, setQuery] = useState('');
  const [ordered, setOrdered] = useState(false);
  const [page, setPage] = useState(Math.floor((wanted ?? 0) / PAGE));
  const texts = useMemo(() => items.map((item) => text(item).toLowerCase()), [items, text]);
  const found = useMemo(() => {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    const indices = items.map((_, index) => index);
    const fitting = indices.filter((index) => words.every((word) => texts[index]?.includes(word)));
    if (!ordered || !order) return fitting;
    const keys = new Map(fitting.map((index) => [index, order.key(items[index] as Item)]));
    const of = (index: number) => keys.get(index) ?? '';
    return fitting.sort((a, b) => (of(a) < of(b) ? -1 : of(a) > of(b) ? 1 : a - b));
  }, [items, texts, query, ordered, order]);
  const pages = Math.max(1, Math.ceil(found.length / PAGE));
  const from = Math.min(page, pages - 1) * PAGE;
  const visible = found.slice(from, from + PAGE);
  const [one, several] = nouns;
  return (
    <>
      {items.length > 5 && (
        <div class="paged-tools">
          <label>
            <span>Search</span>
            <input
              type="text"
              autocomplete="off"
              spellcheck={false}
              value={query}
              onInput={(event) => {
                setQuery(event.currentTarget.value);
                setPage(0);
              }}
            />
          </label>
          {order && (
            <label class="option">
              <input
                type="checkbox"
                checked={ordered}
                onChange={(event) => {
                  setOrdered(event.currentTarget.checked);
                  setPage(0);
                }}
              />
              <span>{order.words}</span>
            </label>
          )}
        </div>
      )}
      {visible.map((index) => {
        const item = items[index];
        return item === undefined ? null : <div key={index}>{line(item, index === wanted)}</div>;
      })}
      <div class="paged-foot">
        <p class="hint" role="status">
          {found.length === 0 && `No ${one} fits.`}
          {found.length > 0 &&
            pages > 1 &&
            `${number(from + 1)} to ${number(from + visible.length)} of ${number(found.length)} ${several}`}
          {query &&
            pages === 1 &&
            found.length > 0 &&
            `${number(found.length)} of ${number(items.length)} ${several}`}
        </p>
        {pages > 1 && (
          <div class="row">
            <button
              type="button"
              class="quiet"
              disabled={from === 0}
              onClick={() => setPage(from / PAGE - 1)}
            >
              Previous<span class="sr-only"> {several}</span>
            </button>
            <button
              type="button"
              class="quiet"
              disabled={from + PAGE >= found.length}
              onClick={() => setPage(from / PAGE + 1)}
            >
              Next<span class="sr-only"> {several}</span>
            </button>
          </div>
        )}
      </div>
    </>
  );
}
