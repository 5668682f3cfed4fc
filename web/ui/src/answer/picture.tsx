import type { Report } from 'anchorlight';
import { count } from '../format.js';
import { Cross, Tick } from '../icons.js';
import { nameOf } from '../people.js';
import { subjectOf } from '../say.js';
import type { Session } from '../session.js';
import { Sentence, Short } from '../text.js';
import { Box } from './box.js';
import { type Edge, graphOf, type Node } from './graph.js';

/** The chain as a picture: every path from the end entity at the foot to where it leads. */
export function Picture({ session, report }: { session: Session; report: Report }) {
  const selected = session.path.value;
  const graph = graphOf(report, selected);
  const widest = Math.max(...graph.ranks.map((rank) => rank.length));
  return (
    <section class="panel" aria-labelledby="picture">
      <h2 id="picture">The chain</h2>
      {report.paths.length > 1 && <Paths session={session} report={report} />}
      <div class="picture-scroll" role="group" aria-label="Picture" tabIndex={widest > 2 ? 0 : undefined}>
        <div class="picture" style={{ minWidth: `${widest * 9}rem` }}>
          {graph.ranks
            .map((rank, at) => (
              // Ranks never move.
              <div key={at}>
                {at < graph.ranks.length - 1 && (
                  <Gap
                    edges={graph.edges.filter((edge) => edge.rank === at)}
                    below={rank}
                    above={graph.ranks[at + 1] ?? []}
                    selected={selected}
                  />
                )}
                <div class="rank">
                  {rank.map((node) => (
                    <Box key={node.key} session={session} report={report} node={node} />
                  ))}
                </div>
              </div>
            ))
            .toReversed()}
        </div>
      </div>
      {report.effort.limitsReached.map((limit) => (
        <p key={limit} class="hint">
          Not every path was tried. <Sentence id={limit} part="explain" />
        </p>
      ))}
      {graph.left > 0 && <p class="hint">{count(graph.left, 'more path')} can be selected above.</p>}
    </section>
  );
}

/** The paths to choose from. */
function Paths({ session, report }: { session: Session; report: Report }) {
  return (
    <fieldset class="paths">
      <legend class="sr-only">Path</legend>
      {report.paths.map((path, index) => {
        const top = report.certificates[path.certificates.at(-1) ?? -1];
        const fault = report.findings.find((finding) => finding.paths.includes(index))?.fault;
        const told = fault && subjectOf(fault);
        return (
          // Paths never move.
          <label key={index} class={path.trusted ? 'path path-good' : 'path path-bad'}>
            <input
              type="radio"
              name="path"
              checked={session.path.value === index}
              onChange={() => session.select(index)}
            />
            {path.trusted ? <Tick /> : <Cross />}
            <span>
              <strong>
                Path {index + 1}: {path.trusted ? 'holds' : 'does not hold'}
              </strong>
              <span class="path-why">
                {path.anchored ? 'to ' : 'as far as '}
                <Short text={nameOf(top)} longest={40} />
                {!path.trusted && told && (
                  <>
                    . <Sentence id={told.id} part="title" data={told.data} />
                  </>
                )}
              </span>
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}

interface GapProps {
  edges: Edge[];
  below: Node[];
  above: Node[];
  selected: number;
}

/** The links between two ranks. */
function Gap({ edges, below, above, selected }: GapProps) {
  const place = (nodes: Node[], key: string) =>
    ((nodes.findIndex((node) => node.key === key) + 0.5) / nodes.length) * 100;
  // What is selected is drawn last, above the rest.
  const sorted = edges.toSorted(
    (a, b) => Number(a.paths.includes(selected)) - Number(b.paths.includes(selected)),
  );
  return (
    <div class="gap">
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        {sorted.map((edge) => {
          const [from, to] = [place(below, edge.from), place(above, edge.to)];
          return (
            <path
              key={edge.key}
              class={linkClass(edge, selected)}
              d={`M${from} 100C${from} 50 ${to} 50 ${to} 0`}
            />
          );
        })}
      </svg>
      {sorted.map((edge) => {
        const middle = (place(below, edge.from) + place(above, edge.to)) / 2;
        return (
          <span
            key={edge.key}
            class={`link-mark ${linkClass(edge, selected)}`}
            style={{ left: `${middle}%` }}
          >
            {edge.verified ? <Tick /> : <Cross />}
            <span class={edge.paths.includes(selected) ? '' : 'sr-only'}>{linkWords(edge)}</span>
          </span>
        );
      })}
    </div>
  );
}

function linkClass(edge: Edge, selected: number): string {
  const state = edge.verified ? 'link-good' : 'link-bad';
  return edge.paths.includes(selected) ? `${state} link-selected` : state;
}

function linkWords(edge: Edge): string {
  if (edge.verified === undefined) return 'leads nowhere';
  return edge.verified ? 'signature verified' : 'signature not verified';
}
