// From the paths of a report to a picture: certificates by their distance from the end entity, and the links between them.
import type { Fault, Report } from 'anchorlight';

export interface Node {
  key: string;
  /** 0 is the end entity's. */
  rank: number;
  /** Index into the report's certificates; absent where a path ends in nothing. */
  certificate?: number;
  /** Why there is nothing. */
  end?: Fault;
  paths: number[];
}

export interface Edge {
  key: string;
  rank: number;
  from: string;
  to: string;
  /** Whether the upper certificate's key verifies the lower one; absent where there is no upper one. */
  verified?: boolean;
  paths: number[];
}

export interface Graph {
  /** The end entity's rank first. */
  ranks: Node[][];
  edges: Edge[];
  /** Paths that the picture leaves out. */
  left: number;
}

/** More than this is no picture any more. */
const MOST_DRAWN = 8;

export function graphOf(report: Report, selected: number): Graph {
  const drawn = report.paths
    .map((_, index) => index)
    .filter((index) => index < MOST_DRAWN || index === selected);
  const nodes = new Map<string, Node>();
  const edges = new Map<string, Edge>();
  for (const index of drawn) addPath(report, index, nodes, edges);
  const ranks: Node[][] = [];
  for (const node of nodes.values()) {
    ranks[node.rank] ??= [];
    ranks[node.rank]?.push(node);
  }
  return { ranks, edges: [...edges.values()], left: report.paths.length - drawn.length };
}

function addPath(report: Report, index: number, nodes: Map<string, Node>, edges: Map<string, Edge>): void {
  const path = report.paths[index];
  if (!path) return;
  let below: string | undefined;
  const step = (key: string, node: Omit<Node, 'key' | 'paths'>, verified?: boolean) => {
    join(nodes, key, { ...node, key, paths: [] }, index);
    if (below !== undefined) {
      const edge = { key: `${below}>${key}`, rank: node.rank - 1, from: below, to: key, paths: [] };
      join(edges, edge.key, verified === undefined ? edge : { ...edge, verified }, index);
    }
    below = key;
  };
  path.certificates.forEach((certificate, rank) => {
    const child = path.certificates[rank - 1];
    const link = path.checks.find(
      (check) => check.certificate === child && check.requirement === 'signature',
    );
    step(`${rank}:${certificate}`, { rank, certificate }, link?.passed);
  });
  const end = endOf(report, index);
  if (end) step(`${path.certificates.length}:${end.id}:${below}`, { rank: path.certificates.length, end });
}

/** What stands where the issuer of a path's last certificate should be; a root is its own issuer. */
function endOf(report: Report, index: number): Fault | undefined {
  const path = report.paths[index];
  const last = path?.certificates.at(-1);
  const fault = path?.checks.find(
    (check) => check.certificate === last && check.requirement === 'issuer',
  )?.fault;
  return fault && fault.id !== 'path.root_not_trusted' ? fault : undefined;
}

function join<T extends { paths: number[] }>(map: Map<string, T>, key: string, fresh: T, path: number): void {
  const known = map.get(key);
  if (known) known.paths.push(path);
  else map.set(key, { ...fresh, paths: [path] });
}
