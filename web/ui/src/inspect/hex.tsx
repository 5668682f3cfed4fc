// The octets of an encoding, eight to a line, of which only what is in sight is drawn.
import type { Row } from './rows.js';
import { useWindow } from './window.js';

const HEIGHT = 26;
const WIDE = 8;

interface Props {
  octets: Uint8Array;
  /** Octets that could not be read, in their order. */
  unread: readonly { offset: number; length: number }[];
  /** The value whose octets are marked. */
  row: Row | undefined;
  cursor: number;
  onSelect: (octet: number) => void;
}

export function HexView({ octets, unread, row, cursor, onSelect }: Props) {
  const lines = Math.ceil(octets.length / WIDE);
  const at = Math.floor(cursor / WIDE);
  const { list, look, from, to, page, total, shift } = useWindow(lines, HEIGHT, at);
  const digits = Math.max(4, (octets.length - 1).toString(16).length);
  const go = (octet: number) => onSelect(Math.min(Math.max(octet, 0), octets.length - 1));
  const moves: Record<string, number> = {
    ArrowRight: cursor + 1,
    ArrowLeft: cursor - 1,
    ArrowDown: cursor + WIDE,
    ArrowUp: cursor - WIDE,
    PageDown: cursor + WIDE * page,
    PageUp: cursor - WIDE * page,
    Home: at * WIDE,
    End: at * WIDE + WIDE - 1,
  };
  const ends: Record<string, number> = { Home: 0, End: octets.length - 1 };
  return (
    // The grid takes the clicks of all its cells, of which there are as many as octets.
    <div
      ref={list}
      class="hex-view"
      role="grid"
      aria-label="Octets in hexadecimal"
      aria-rowcount={lines}
      aria-colcount={WIDE + 1}
      tabIndex={0}
      aria-activedescendant={at >= from && at < to ? `octet-${cursor}` : undefined}
      onScroll={look}
      onClick={(event) => {
        const { octet } = (event.target as HTMLElement).dataset;
        if (octet) go(Number(octet));
      }}
      onKeyDown={(event) => {
        if (event.altKey || event.metaKey) return;
        const goal = (event.ctrlKey ? ends : moves)[event.key];
        if (goal === undefined) return;
        event.preventDefault();
        go(goal);
      }}
    >
      <div role="presentation" class="window" style={{ height: `${total}px` }}>
        <div role="presentation" style={{ transform: `translateY(${shift}px)` }}>
          {Array.from({ length: to - from }, (_, index) => {
            const start = (from + index) * WIDE;
            const some = octets.subarray(start, start + WIDE);
            return (
              <div
                key={start}
                class="hex-line"
                role="row"
                aria-rowindex={from + index + 1}
                style={{ height: `${HEIGHT}px` }}
              >
                <span class="hex-offset" role="rowheader">
                  {start.toString(16).padStart(digits, '0')}
                </span>
                {Array.from(some, (octet, column) => (
                  <span
                    key={column}
                    id={`octet-${start + column}`}
                    role="gridcell"
                    data-octet={start + column}
                    aria-selected={start + column === cursor}
                    class={classOf(start + column, row, unread)}
                  >
                    {octet.toString(16).padStart(2, '0')}
                  </span>
                ))}
                <span class="hex-text" aria-hidden="true">
                  {Array.from(some, (octet) =>
                    octet > 0x20 && octet < 0x7f ? String.fromCharCode(octet) : '·',
                  ).join('')}
                </span>
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** Whether an octet is of the header or of the contents of the value that is selected, or was not read. */
function classOf(octet: number, row: Row | undefined, unread: Props['unread']): string {
  if (isUnread(unread, octet)) return 'octet octet-unread';
  if (!row || octet < row.offset || octet >= row.end) return 'octet';
  return octet < row.contents ? 'octet octet-header' : 'octet octet-contents';
}

function isUnread(unread: Props['unread'], octet: number): boolean {
  let [low, high] = [0, unread.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((unread[middle]?.offset ?? 0) <= octet) low = middle + 1;
    else high = middle;
  }
  const last = unread[low - 1];
  return last !== undefined && octet < last.offset + last.length;
}
