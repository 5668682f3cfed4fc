import type { Check, Report } from 'anchorlight';
import { Cross, Tick } from '../icons.js';
import { nameOf, roleOf } from '../people.js';
import { subjectOf } from '../say.js';
import type { Session } from '../session.js';
import { Sentence, Short } from '../text.js';
import { Opinion } from './opinion.js';

/** Every check on every certificate of the selected path. */
export function Checks({ session, report }: { session: Session; report: Report }) {
  const path = report.paths[session.path.value];
  if (!path) return null;
  const failed = path.checks.filter((check) => !check.passed).length;
  const passed = path.checks.length - failed;
  return (
    <section class="panel" aria-labelledby="checks">
      <div class="panel-head">
        <h2 id="checks">Checks{report.paths.length > 1 && ` on path ${session.path.value + 1}`}</h2>
        <p class="hint">
          {passed} passed, {failed} failed
        </p>
      </div>
      <table class="lines checks">
        <thead class="sr-only">
          <tr>
            <th scope="col">Check</th>
            <th scope="col">Result</th>
            <th scope="col">Where it is written</th>
          </tr>
        </thead>
        {path.certificates.toReversed().map((index) => (
          <Group key={index} report={report} index={index} checks={path.checks} />
        ))}
      </table>
      <Opinion opinion={path.secondOpinion} />
    </section>
  );
}

function Group({ report, index, checks }: { report: Report; index: number; checks: Check[] }) {
  return (
    <tbody>
      <tr class="checks-head">
        <th scope="rowgroup" colSpan={3}>
          <Short text={nameOf(report.certificates[index])} />{' '}
          <span class="role">{roleOf(report, index)}</span>
        </th>
      </tr>
      {checks
        .filter((check) => check.certificate === index)
        .map((check, at) => (
          // The checks of a path never move.
          <Row key={at} check={check} />
        ))}
    </tbody>
  );
}

function Row({ check }: { check: Check }) {
  const told = check.fault && subjectOf(check.fault);
  return (
    <tr class={check.passed ? 'passed' : 'failed'}>
      <th scope="row">
        {check.passed ? <Tick /> : <Cross />}
        <span class="sr-only">{check.passed ? 'Passed' : 'Failed'}: </span>
        <Sentence id={check.requirement} part="title" />
      </th>
      <td>
        {told ? (
          <>
            <strong>
              <Sentence id={told.id} part="title" data={told.data} />.
            </strong>{' '}
            <Sentence id={told.id} part="explain" data={told.data} />
            {told.offset !== undefined && ` (byte ${told.offset})`}
          </>
        ) : (
          <Sentence id={check.requirement} part="explain" />
        )}
      </td>
      <td class="citation">
        {check.citation.source} <span class="section">§ {check.citation.section}</span>
      </td>
    </tr>
  );
}
