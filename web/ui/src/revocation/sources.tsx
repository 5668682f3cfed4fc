import type { Report, RevocationSource } from 'anchorlight';
import { ProblemLine } from '../answer/inputs.js';
import { Extensions } from '../certificate/extensions.js';
import { Field, NameView } from '../certificate/field.js';
import { Many } from '../certificate/many.js';
import { formatBytes, formatTime } from '../format.js';
import { Short, Value } from '../text.js';
import { forceOf, heldBy, issuerOf, isUsed, kindOf, numberText, scopeWords } from './told.js';

/** A folder can hold thousands of lists; a page cannot. */
const MOST_SHOWN = 100;

/** The lists at hand, whoever gave them. */
export function Sources({ report }: { report: Report }) {
  const all = report.revocationSources;
  if (all.length === 0) return null;
  return (
    <section class="panel" aria-labelledby="sources">
      <h2 id="sources">Revocation lists</h2>
      {all.slice(0, MOST_SHOWN).map((source, index) => (
        // The lists of a report never move.
        <One key={index} report={report} source={source} index={index} />
      ))}
      {all.length > MOST_SHOWN && (
        <p class="hint">And {all.length - MOST_SHOWN} more; the JSON report has them all.</p>
      )}
    </section>
  );
}

interface Props {
  report: Report;
  source: RevocationSource;
  index: number;
}

function One({ report, source, index }: Props) {
  return (
    <details class="certificate">
      <summary id={`source-${index}`}>
        <span class="certificate-name">
          <Short text={issuerOf(source)} />
        </span>
        <span class="role">
          {kindOf(source)}
          {!isUsed(report, index) && ', not used'}
        </span>
        <span class="certificate-brief">
          {heldBy(source)}, {forceOf(source, report.time)}
          {source.problems.length > 0 && ', has problems'}
        </span>
      </summary>
      <Details report={report} source={source} />
    </details>
  );
}

function Details({ report, source }: { report: Report; source: RevocationSource }) {
  return (
    <div class="details">
      {source.problems.length > 0 && (
        <ul class="problems">
          {source.problems.map((problem, index) => (
            // The problems of a report never move.
            <ProblemLine key={index} problem={problem} />
          ))}
        </ul>
      )}
      <dl class="fields">
        <Field name="Issuer">
          <NameView name={source.issuer} />
        </Field>
        {source.number && (
          <Field name="Number">
            <Value text={numberText(source.number)} />
          </Field>
        )}
        {source.deltaBase && (
          <Field name="Adds to">
            list <Value text={numberText(source.deltaBase)} />
          </Field>
        )}
        <Field name="This update">{formatTime(source.thisUpdate)}</Field>
        <Field name="Next update">
          {source.nextUpdate
            ? formatTime(source.nextUpdate)
            : 'not told, so nobody knows until when it holds'}
        </Field>
        <Field name="Entries">{heldBy(source)}</Field>
        <Covers source={source} />
        <Field name="Signed with">
          <Value text={source.signatureAlgorithm} />
        </Field>
        <Field name="Found in">
          <Short text={report.inputs[source.input]?.label ?? `file ${source.input + 1}`} />,{' '}
          {formatBytes(source.length)} from byte {source.start}
        </Field>
      </dl>
      <Extensions extensions={source.extensions} />
    </div>
  );
}

function Covers({ source: { scope } }: { source: RevocationSource }) {
  if (!scope) return <Field name="Covers">everything that its issuer issued</Field>;
  const words = scopeWords(scope);
  return (
    <>
      {scope.distributionPoint.length > 0 && (
        <Field name="Distribution point">
          <Many items={scope.distributionPoint} what="names" line={(name) => <Value text={name} />} />
        </Field>
      )}
      {words.length > 0 && <Field name="Covers">{words.join('; ')}</Field>}
    </>
  );
}
