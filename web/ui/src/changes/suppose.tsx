import type {
  Action,
  Certificate,
  Decision,
  DocumentProblem,
  Rules,
  Simulation,
  Supposed,
} from 'anchorlight';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Failed } from '../answer/failed.js';
import type { Shown, Trust } from '../documents.js';
import { count, formatTime } from '../format.js';
import { nameOf } from '../people.js';
import type { Session } from '../session.js';
import { Pieces, Sentence, Short } from '../text.js';
import { ruleWords } from '../trust/words.js';
import { useAnswer } from './ask.js';
import { Decided } from './turn.js';

/** Something that is supposed, in words. */
interface Case {
  scenario: Supposed;
  words: ComponentChildren;
}

type Problem = DocumentProblem | undefined;

interface Told {
  before: Decision;
  /** How many cases were not tried. */
  left: number;
  cases: { words: Case['words']; after: Decision | undefined; turned: boolean; problem: Problem }[];
}

/** Each costs a check of the chain. */
const MOST_SUPPOSED = 100;

/** Which single change would give the chain at hand another verdict. */
export function Suppose({ session, trust }: { session: Session; trust: Trust }) {
  const [time, setTime] = useState('');
  const asked = useAnswer<Told>();
  const chain = session.chainAsked();
  const simulate = () =>
    asked.ask(async () => {
      const all = casesOf(session, trust.documents[0] as Shown, time);
      const cases = all.slice(0, MOST_SUPPOSED);
      const simulation = await session.doors.simulate({
        store: trust.files,
        chains: chain ? [chain] : [],
        scenarios: cases.map(({ scenario }) => scenario),
        time: session.timeAsked(),
      });
      return told(cases, simulation, all.length - cases.length);
    });
  return (
    <section class="panel" aria-labelledby="suppose-title">
      <div class="panel-head">
        <h2 id="suppose-title">What would change the verdict</h2>
        <p class="hint">
          Each anchor of its paths taken away, each rule made weaker or stricter, one at a time.
        </p>
      </div>
      {chain ? (
        <div class="suppose-ask">
          <div class="field">
            <label for="suppose-time">
              And at another time, in UTC <span class="hint">empty: left out</span>
            </label>
            <input
              id="suppose-time"
              type="datetime-local"
              step="1"
              min="0001-01-01T00:00"
              max="9999-12-31T23:59:59"
              value={time}
              onChange={(event) => setTime(event.currentTarget.value)}
            />
          </div>
          <button type="button" disabled={asked.busy} onClick={() => void simulate()}>
            {asked.busy ? 'Trying…' : 'Try each'}
          </button>
        </div>
      ) : (
        <p>Give a chain to check first: it is its verdict that is looked at.</p>
      )}
      {asked.failure && <Failed failure={asked.failure} />}
      {asked.answer && <Table told={asked.answer} />}
    </section>
  );
}

function Table({ told: { before, cases, left } }: { told: Told }) {
  return (
    <div role="status">
      <p>
        As things are: <Decided decision={before} />
      </p>
      <table class="lines suppositions">
        <thead>
          <tr>
            <th scope="col">Supposed</th>
            <th scope="col">Then</th>
          </tr>
        </thead>
        <tbody>
          {cases.map(({ words, after, turned, problem }, index) => (
            // The cases of an answer never move.
            <tr key={index} class={turned ? 'turned' : ''}>
              <th scope="row">{words}</th>
              <td>
                {!after && 'cannot be tried'}
                {!after && problem && (
                  <>
                    : <Sentence id={problem.fault.id} part="title" data={problem.fault} />
                  </>
                )}
                {after && (turned ? <Decided decision={after} /> : 'the same')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {left > 0 && (
        <p class="hint">
          {count(left, 'further case')} {left === 1 ? 'was' : 'were'} not tried: each costs a check of the
          chain.
        </p>
      )}
    </div>
  );
}

function told(cases: Case[], { before, scenarios }: Simulation, left: number): Told {
  const each = cases.map(({ words }, index) => {
    const simulated = scenarios[index];
    const [after, problem] = [simulated?.after[0], simulated?.problems[0]];
    return { words, after, problem, turned: (simulated?.changes.length ?? 0) > 0 };
  });
  // What turns the verdict is what was asked for.
  return {
    before: before[0] as Decision,
    left,
    cases: each.toSorted((one, other) => Number(other.turned) - Number(one.turned)),
  };
}

function casesOf(session: Session, shown: Shown, time: string): Case[] {
  const cases = [...anchorCases(session), ...ruleCases(shown)];
  if (!time) return cases;
  const at = `${time.length === 16 ? `${time}:00` : time}Z`;
  return [{ scenario: { kind: 'at', time: at }, words: <>At {formatTime(at)}</> }, ...cases];
}

/** The anchors that paths of the report lead to. */
function anchorCases(session: Session): Case[] {
  const { certificates = [], paths = [] } = session.report.value ?? {};
  const tops = new Set(paths.filter(({ anchored }) => anchored).map((path) => path.certificates.at(-1)));
  return [...tops]
    .map((index) => certificates[index ?? -1])
    .filter((one): one is Certificate => one !== undefined)
    .map((one) => ({
      scenario: { kind: 'without', sha256: one.sha256 },
      words: (
        <>
          Without the anchor <Short text={nameOf(one)} />
        </>
      ),
    }));
}

const OTHERS: Record<Action, Action[]> = {
  deny: ['warn', 'off'],
  warn: ['deny', 'off'],
  off: ['warn', 'deny'],
};

/** Every rule with every other action. */
function ruleCases(shown: Shown): Case[] {
  const { rules, hosts = [] } = shown.report.document;
  const of = (some: Rules = {}, names?: string[]): Case[] =>
    (Object.entries(some) as [string, NonNullable<Rules[keyof Rules]>][]).flatMap(([id, rule]) =>
      OTHERS[rule.action].map((action) => ({
        scenario: { kind: 'rule', id, rule: { ...rule, action }, ...(names && { hosts: names }) },
        words: (
          <>
            “<Pieces pieces={ruleWords(shown, id, rule)} />”
            {names && (
              <>
                {' '}
                for <Short text={names.join(', ')} longest={60} />
              </>
            )}{' '}
            set to {action} instead of {rule.action}
          </>
        ),
      })),
    );
  return [...of(rules), ...hosts.flatMap((entry) => of(entry.rules, entry.hosts))];
}
