import type { Input, Problem, Report } from 'anchorlight';
import { count, formatBytes } from '../format.js';
import { Note, Warning } from '../icons.js';
import { subjectOf } from '../say.js';
import { Sentence, Short } from '../text.js';

const MOST_SHOWN = 50;
const ROLES: Record<Input['role'], string> = {
  chain: 'Chain',
  intermediates: 'Intermediates',
  publicSuffixes: 'Public suffixes',
  revocation: 'Revocation',
  trustStore: 'Trust store',
};

/** Each file, with what is wrong with it. */
export function Inputs({ report }: { report: Report }) {
  return (
    <section class="panel" aria-labelledby="inputs">
      <h2 id="inputs">Files</h2>
      <ul class="inputs">
        {report.inputs.map((input, index) => (
          // The files of a report never move.
          <File key={index} report={report} input={input} index={index} />
        ))}
      </ul>
    </section>
  );
}

function File({ report, input, index }: { report: Report; input: Input; index: number }) {
  const all: [number | undefined, Problem][] = [
    ...input.problems.map((problem): [undefined, Problem] => [undefined, problem]),
    ...input.unreadable.map(({ start, problem }): [number, Problem] => [start, problem]),
  ];
  return (
    <li>
      <p>
        <strong>
          <Short text={input.label ?? `file ${index + 1}`} />
        </strong>{' '}
        <span class="role">{ROLES[input.role]}</span> {holds(report, index)}, {formatBytes(input.length)}
      </p>
      {all.length > 0 && (
        <ul class="problems">
          {all.slice(0, MOST_SHOWN).map(([start, problem], index) => (
            // The problems of a report never move.
            <ProblemLine key={index} problem={problem} start={start} />
          ))}
          {all.length > MOST_SHOWN && (
            <li>And {all.length - MOST_SHOWN} more; the JSON report has them all.</li>
          )}
        </ul>
      )}
    </li>
  );
}

/** "2 certificates, 1 revocation list": what it holds, or that it holds no certificate. */
function holds(report: Report, index: number): string {
  const rules = report.inputs[index]?.publicSuffixes;
  if (rules !== undefined) return count(rules, 'rule');
  const sources = report.revocationSources.filter(({ input }) => input === index);
  const number = (wanted: string) => sources.filter(({ kind }) => kind === wanted).length;
  const counts: [number, string][] = [
    [report.inputs[index]?.certificates ?? 0, 'certificate'],
    [number('list'), 'revocation list'],
    [number('response'), 'OCSP response'],
  ];
  const held = counts.filter(([count], at) => count > 0 || (at === 0 && sources.length === 0));
  return held.map(([number, noun]) => count(number, noun)).join(', ');
}

/** One problem; `start` is where its object starts in the file. */
export function ProblemLine({ problem, start }: { problem: Problem; start?: number | undefined }) {
  const { id, data } = subjectOf(problem);
  return (
    <li>
      {problem.fatal ? <Warning /> : <Note />}
      <span>
        <strong>
          <Sentence id={id} part="title" data={data} />.
        </strong>{' '}
        <Sentence id={id} part="explain" data={data} />{' '}
        <span class="offset">
          {start === undefined
            ? `Byte ${problem.offset}.`
            : `Byte ${problem.offset} of the object that starts at byte ${start} of the file.`}
        </span>
      </span>
    </li>
  );
}
