// Every octet of an object: as a tree, and beside it in hexadecimal. Each selects in the other.
import type { inspection } from 'anchorlight';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { type Failure, fault } from '../failure.js';
import { count, number } from '../format.js';
import { Warning } from '../icons.js';
import { Sentence, Value } from '../text.js';
import { HexView } from './hex.js';
import type { Chosen } from './inspector.js';
import { around, type Row, rowAt, rowsOf, shownOf, typeOf } from './rows.js';
import { TreeView } from './tree.js';

/** An octet that is to be looked at; every wish is an object of its own. */
export interface Wish {
  octet: number;
}

interface Props {
  chosen: Chosen;
  wish: Wish | undefined;
}

export function Octets({ chosen, wish }: Props) {
  const { file } = chosen.entry;
  const [tree, setTree] = useState<inspection.Tree>();
  const [failure, setFailure] = useState<Failure>();
  const der = file.der(chosen.index);
  useEffect(() => {
    let gone = false;
    file.tree(chosen.index).then(
      (tree) => gone || setTree(tree),
      (thrown: unknown) => gone || setFailure(fault(thrown)),
    );
    return () => {
      gone = true;
    };
  }, [file, chosen.index]);
  if (!der) return null;
  return (
    <section class="panel" aria-labelledby="octets-title" id="octets">
      <div class="panel-head">
        <h2 id="octets-title">Every octet</h2>
        <p class="hint">
          {count(der.length, 'octet')}
          {tree && `, ${number(tree.nodes.length)} ${tree.nodes.length === 1 ? 'value' : 'values'}`}
        </p>
      </div>
      {failure && <p class="fault">{failure.message}</p>}
      {tree && <Pair octets={der} tree={tree} wish={wish} />}
    </section>
  );
}

function Pair({ octets, tree, wish }: { octets: Uint8Array; tree: inspection.Tree; wish: Wish | undefined }) {
  const rows = useMemo(() => rowsOf(tree), [tree]);
  const [closed, setClosed] = useState<ReadonlySet<number>>(new Set());
  const [selected, setSelected] = useState(0);
  const [cursor, setCursor] = useState(0);
  const shown = useMemo(() => shownOf(rows, closed), [rows, closed]);
  const row = rows[selected];
  const toggle = (index: number, open: boolean) => {
    const next = new Set(closed);
    if (open) next.delete(index);
    else next.add(index);
    setClosed(next);
  };
  /** What is closed around a row would hide it. */
  const reveal = (index: number) => {
    const outer = around(rows, index).filter((one) => closed.has(one));
    if (outer.length > 0) setClosed(new Set([...closed].filter((one) => !outer.includes(one))));
    setSelected(index);
  };
  const toRow = (index: number) => {
    reveal(index);
    setCursor(rows[index]?.offset ?? 0);
  };
  const toOctet = (octet: number) => {
    setCursor(octet);
    const index = rowAt(rows, octet);
    if (index >= 0) reveal(index);
  };
  useEffect(() => {
    if (wish) toOctet(wish.octet);
  }, [wish, rows]);
  return (
    <>
      <Damage rows={rows} length={octets.length} onShow={toRow} />
      <div class="octets">
        <TreeView
          rows={rows}
          shown={shown}
          closed={closed}
          selected={selected}
          onSelect={toRow}
          onToggle={toggle}
        />
        <HexView octets={octets} unread={tree.unread} row={row} cursor={cursor} onSelect={toOctet} />
      </div>
      {row && <About row={row} />}
      <p class="hint">
        In both, the arrow keys move; in the tree, right and left open and close. The header of the selected
        value and its contents are marked apart.
      </p>
    </>
  );
}

/** The selected value in full. */
function About({ row: { node, offset, end, contents, faults } }: { row: Row }) {
  return (
    <div class="octets-about" role="status">
      <p>
        <strong>{node ? typeOf(node) : 'Not read'}</strong> at byte {number(offset)}:{' '}
        {node && `${count(contents - offset, 'octet')} of header and `}
        {count(end - contents - (node?.endOctets ?? 0), 'octet')} {node ? 'of contents' : ''}
        {node?.constructed && ', made of values'}
        {node?.opened && ', which are a value themselves'}.
      </p>
      {node?.text && (
        <p>
          {node.name && <span class="tree-name">{node.name} </span>}
          <code>
            <Value text={node.text} />
          </code>
        </p>
      )}
      {faults.map((fault, index) => (
        // The departures of a value never move.
        <p key={index} class="departure">
          <Warning /> <FaultWords fault={fault} />
        </p>
      ))}
    </div>
  );
}

const MOST_DEPARTURES = 10;

/** How far it could be read, and every departure from DER, each a way to its place. */
function Damage(props: { rows: readonly Row[]; length: number; onShow: (row: number) => void }) {
  const { rows, length, onShow } = props;
  const odd = useMemo(() => [...rows.keys()].filter((index) => rows[index]?.faults.length), [rows]);
  if (odd.length === 0) return null;
  return (
    <div class="departures">
      <HowFar rows={rows} length={length} />
      <p>
        {number(odd.length)} {odd.length === 1 ? 'departure' : 'departures'} from DER:
      </p>
      <ul>
        {odd.slice(0, MOST_DEPARTURES).map((index) => {
          const row = rows[index] as Row;
          return (
            <li key={index}>
              <button type="button" class="link" onClick={() => onShow(index)}>
                Byte {number(row.offset)}
              </button>{' '}
              {row.faults.map((fault) => (
                <span key={fault.id}>
                  <Sentence id={fault.id} part="title" data={fault} />.{' '}
                </span>
              ))}
            </li>
          );
        })}
      </ul>
      {odd.length > MOST_DEPARTURES && (
        <p class="hint">And {number(odd.length - MOST_DEPARTURES)} more, marked in the tree.</p>
      )}
    </div>
  );
}

/** Where reading ended before the end: at octets that are no value, or where octets are missing. */
function HowFar({ rows, length }: { rows: readonly Row[]; length: number }) {
  const unread = rows.find(({ node }) => !node);
  const [missing] = rows.flatMap(({ faults }) =>
    faults.flatMap((fault) => (fault.id === 'asn1.cut' ? fault.missing : [])),
  );
  if (!unread && missing === undefined) return null;
  return (
    <p class="damage">
      <Warning />{' '}
      {unread
        ? `It could be read as far as byte ${number(unread.offset)} of ${number(length)}.`
        : `All ${number(length)} octets could be read; ${number(missing ?? 0)} are missing after them.`}
    </p>
  );
}

function FaultWords({ fault }: { fault: inspection.Fault }) {
  return (
    <>
      <strong>
        <Sentence id={fault.id} part="title" data={fault} />.
      </strong>{' '}
      <Sentence id={fault.id} part="explain" data={fault} />{' '}
      <Sentence id={fault.id} part="fix" data={fault} />
    </>
  );
}
