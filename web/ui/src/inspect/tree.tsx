// The values of an encoding as a tree of which only what is in sight is drawn.
import { inert } from '../inert.js';
import { sayPlainly } from '../say.js';
import { Short } from '../text.js';
import { type Row, typeOf } from './rows.js';
import { useWindow } from './window.js';

const HEIGHT = 28;
/** Deeper values are no further to the right. */
const MOST_INDENTED = 12;

interface Props {
  rows: readonly Row[];
  /** Those that are not inside of a closed one. */
  shown: readonly number[];
  closed: ReadonlySet<number>;
  selected: number;
  onSelect: (row: number) => void;
  onToggle: (row: number, open: boolean) => void;
}

export function TreeView({ rows, shown, closed, selected, onSelect, onToggle }: Props) {
  const at = shown.indexOf(selected);
  const { list, look, from, to, page, total, shift } = useWindow(shown.length, HEIGHT, at);
  const isOpen = (index: number) => !closed.has(index);
  const hasMore = (index: number) => (rows[index]?.next ?? 0) > index + 1;
  const go = (position: number) => {
    const index = shown[Math.min(Math.max(position, 0), shown.length - 1)];
    if (index !== undefined) onSelect(index);
  };
  const keys: Record<string, () => void> = {
    ArrowDown: () => go(at + 1),
    ArrowUp: () => go(at - 1),
    PageDown: () => go(at + page),
    PageUp: () => go(at - page),
    Home: () => go(0),
    End: () => go(shown.length - 1),
    ArrowRight: () => {
      if (!hasMore(selected)) return;
      if (isOpen(selected)) go(at + 1);
      else onToggle(selected, true);
    },
    ArrowLeft: () => {
      if (hasMore(selected) && isOpen(selected)) onToggle(selected, false);
      else onSelect(Math.max(rows[selected]?.parent ?? 0, 0));
    },
    Enter: () => hasMore(selected) && onToggle(selected, !isOpen(selected)),
    ' ': () => hasMore(selected) && onToggle(selected, !isOpen(selected)),
  };
  return (
    <div
      ref={list}
      class="tree"
      role="tree"
      aria-label="ASN.1"
      tabIndex={0}
      aria-activedescendant={at >= from && at < to ? `tree-${selected}` : undefined}
      onScroll={look}
      onKeyDown={(event) => {
        const act = event.ctrlKey || event.altKey || event.metaKey ? undefined : keys[event.key];
        if (!act) return;
        event.preventDefault();
        act();
      }}
    >
      <div role="presentation" class="window" style={{ height: `${total}px` }}>
        <div role="presentation" style={{ transform: `translateY(${shift}px)` }}>
          {shown.slice(from, to).map((index) => {
            const row = rows[index] as Row;
            return (
              // Arrow keys reach every row through the tree, which has the focus.
              <div
                key={index}
                id={`tree-${index}`}
                class={`tree-row${row.node ? '' : ' tree-unread'}`}
                role="treeitem"
                aria-level={row.depth + 1}
                aria-setsize={row.beside}
                aria-posinset={row.position}
                aria-selected={index === selected}
                aria-expanded={hasMore(index) ? isOpen(index) : undefined}
                style={{ height: `${HEIGHT}px`, paddingLeft: `${Math.min(row.depth, MOST_INDENTED)}rem` }}
                onClick={() => onSelect(index)}
                onDblClick={() => hasMore(index) && onToggle(index, !isOpen(index))}
              >
                <span
                  class="tree-twig"
                  aria-hidden="true"
                  onClick={(event) => {
                    if (!hasMore(index)) return;
                    event.stopPropagation();
                    onSelect(index);
                    onToggle(index, !isOpen(index));
                  }}
                >
                  {hasMore(index) ? (isOpen(index) ? '▾' : '▸') : ''}
                </span>
                <Line row={row} />
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function Line({ row: { node, faults, offset, end } }: { row: Row }) {
  return (
    <>
      {!node && <span class="tree-type">{end - offset} octets not read</span>}
      {node && <span class="tree-type">{typeOf(node)}</span>}
      {faults.length > 0 && (
        <span class="tree-fault">{faults.map(({ id }) => sayPlainly(id, 'title')).join('; ')}</span>
      )}
      {node?.opened && <span class="tree-opened">opened</span>}
      {node?.name && <span class="tree-name">{node.name}</span>}
      {node?.text && (
        <span class="tree-text">
          <Short text={inert(node.text, 100)} longest={100} />
        </span>
      )}
    </>
  );
}
