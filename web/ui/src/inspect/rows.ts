// A tree as the rows that a view shows of it: values, and what could not be read between them.
import type { inspection } from 'anchorlight';

export interface Row {
  offset: number;
  /** Behind its last octet. */
  end: number;
  /** Where its contents begin. */
  contents: number;
  depth: number;
  /** The row that it is in; -1 for none. */
  parent: number;
  /** The row behind everything in it. */
  next: number;
  /** Which of how many beside each other it is, counted from one. */
  position: number;
  beside: number;
  /** Nothing where the octets could not be read. */
  node?: inspection.Node;
  faults: readonly inspection.Fault[];
}

/** The rows of a tree, in the order of their octets. */
export function rowsOf({ nodes, unread }: inspection.Tree): Row[] {
  const rows: Row[] = [];
  /** The row of each node. */
  const rowOf: number[] = [];
  const parentRow = (parent: number | undefined) => (parent === undefined ? -1 : (rowOf[parent] ?? -1));
  let left = 0;
  const take = (before: number) => {
    for (let one = unread[left]; one && one.offset < before; one = unread[++left]) {
      const { offset, length, fault } = one;
      const parent = parentRow(one.parent);
      const depth = (rows[parent]?.depth ?? -1) + 1;
      rows.push({ ...PLAIN, offset, end: offset + length, contents: offset, depth, parent, faults: [fault] });
    }
  };
  for (const node of nodes) {
    take(node.offset);
    const { offset, depth, faults = [] } = node;
    const contents = offset + node.tagOctets + node.lengthOctets;
    const end = contents + node.length + (node.endOctets ?? 0);
    rowOf.push(rows.length);
    rows.push({ ...PLAIN, offset, end, contents, depth, parent: parentRow(node.parent), node, faults });
  }
  take(Number.POSITIVE_INFINITY);
  place(rows);
  return rows;
}

const PLAIN = { next: 0, position: 0, beside: 0 };

/** Fills in what only the rows after one tell. */
function place(rows: Row[]): void {
  const children = new Map<number, number>();
  for (const [index, row] of rows.entries()) {
    row.next = index + 1;
    row.position = (children.get(row.parent) ?? 0) + 1;
    children.set(row.parent, row.position);
  }
  for (let index = rows.length - 1; index >= 0; index -= 1) {
    const row = rows[index] as Row;
    row.beside = children.get(row.parent) ?? 1;
    const outer = rows[row.parent];
    if (outer) outer.next = Math.max(outer.next, row.next);
  }
}

/** The innermost row that an octet belongs to; -1 where there is none. */
export function rowAt(rows: readonly Row[], octet: number): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle] as Row).offset <= octet) low = middle + 1;
    else high = middle;
  }
  let index = low - 1;
  for (let row = rows[index]; row && octet >= row.end; row = rows[index]) index = row.parent;
  return index;
}

/** The rows that are not inside of a closed one. */
export function shownOf(rows: readonly Row[], closed: ReadonlySet<number>): number[] {
  const shown: number[] = [];
  for (let index = 0; index < rows.length; ) {
    shown.push(index);
    index = closed.has(index) ? (rows[index] as Row).next : index + 1;
  }
  return shown;
}

/** The rows that a row is in. */
export function around(rows: readonly Row[], index: number): number[] {
  const all: number[] = [];
  for (let at = rows[index]?.parent ?? -1; at >= 0; at = rows[at]?.parent ?? -1) all.push(at);
  return all;
}

/** The type of a value, as ASN.1 writes it. */
export function typeOf({ type, class: of, number }: inspection.Node): string {
  if (type) return type;
  if (of === 'contextSpecific') return `[${number}]`;
  return `[${of.toUpperCase()} ${number}]`;
}
