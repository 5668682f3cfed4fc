import type { Finding, Report, Severity } from 'anchorlight';
import { Cross, Note, Warning } from '../icons.js';
import { nameOf } from '../people.js';
import { Because } from '../revocation/because.js';
import { subjectOf } from '../say.js';
import type { Session } from '../session.js';
import { Sentence, Short } from '../text.js';
import { Clause } from '../trust/clause.js';

const MARKS = { error: Cross, warning: Warning, info: Note };
const WORDS: Record<Severity, string> = { error: 'Error', warning: 'Warning', info: 'Note' };

/** Everything else that was found; the first line of a refusal is in the verdict. */
export function Findings({ session, report }: { session: Session; report: Report }) {
  const told = report.verdict.outcome === 'trusted' ? 0 : 1;
  const rest = report.findings.slice(told);
  if (rest.length === 0) return null;
  return (
    <section class="panel" aria-labelledby="findings">
      <div class="panel-head">
        <h2 id="findings">{told === 0 ? 'Worth knowing' : 'Also found'}</h2>
        {told === 0 && <p class="hint">None of this changes the verdict.</p>}
      </div>
      <ul class="findings">
        {rest.map((finding, index) => (
          // The findings of a report never move.
          <Line key={index} session={session} report={report} finding={finding} />
        ))}
      </ul>
    </section>
  );
}

interface Props {
  session: Session;
  report: Report;
  finding: Finding;
}

function Line({ session, report, finding }: Props) {
  const { id, data, offset } = subjectOf(finding.fault);
  const Mark = MARKS[finding.severity];
  const certificate = report.certificates[finding.certificate ?? -1];
  const input = report.inputs[finding.input ?? -1];
  return (
    <li class={`finding finding-${finding.severity}`}>
      <details>
        <summary>
          <Mark />
          <span class="sr-only">{WORDS[finding.severity]}: </span>
          <span class="finding-title">
            <Sentence id={id} part="title" data={data} />
          </span>
          <span class="finding-about">
            {certificate && <Short text={nameOf(certificate)} />}
            {input && <Short text={input.label ?? `file ${(finding.input ?? 0) + 1}`} />}
            {offset !== undefined && `, byte ${offset}`}
          </span>
        </summary>
        <p>
          <Sentence id={id} part="explain" data={data} />
        </p>
        <Because report={report} fault={finding.fault} />
        <Clause trust={session.trust.value} clause={finding.clause} />
        <p>
          <Sentence id={id} part="fix" data={data} />
        </p>
        <p class="source">
          {finding.citation && `${finding.citation.source}, section ${finding.citation.section} `}
          <code>{id}</code>
          {report.paths.length > 1 &&
            finding.paths.map((path) => (
              <button key={path} type="button" class="link" onClick={() => session.select(path)}>
                Path {path + 1}
              </button>
            ))}
        </p>
      </details>
    </li>
  );
}
