import type { Report, RevocationSource } from 'anchorlight';
import { ProblemLine } from '../answer/inputs.js';
import { Extensions } from '../certificate/extensions.js';
import { Field, Hex, NameView } from '../certificate/field.js';
import { Many } from '../certificate/many.js';
import { count, formatBytes, formatTime } from '../format.js';
import { Sentence, Short, Value } from '../text.js';
import {
  forceOf,
  heldBy,
  isUsed,
  kindOf,
  type List,
  numberText,
  type Response,
  scopeWords,
  signerOf,
  together,
} from './told.js';

/** A folder can hold thousands of lists; a page cannot. */
const MOST_SHOWN = 100;

/** The lists and responses at hand, whoever gave them. */
export function Sources({ report }: { report: Report }) {
  const all = report.revocationSources;
  if (all.length === 0) return null;
  return (
    <section class="panel" aria-labelledby="sources">
      <h2 id="sources">{together(all)}</h2>
      {all.slice(0, MOST_SHOWN).map((source, index) => (
        // The sources of a report never move.
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
          <Short text={signerOf(source)} />
        </span>
        <span class="role">
          {kindOf(source)}
          {!isUsed(report, index) && ', not used'}
        </span>
        <span class="certificate-brief">
          {[heldBy(source), forceOf(source, report.time), source.problems.length > 0 && 'has problems']
            .filter(Boolean)
            .join(', ')}
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
        {source.kind === 'list' ? <OfList list={source} /> : <OfResponse response={source} />}
        {source.signatureAlgorithm && (
          <Field name="Signed with">
            <Value text={source.signatureAlgorithm} />
          </Field>
        )}
        <Field name="Found in">
          <Short text={report.inputs[source.input]?.label ?? `file ${source.input + 1}`} />,{' '}
          {formatBytes(source.length)} from byte {source.start}
        </Field>
      </dl>
      {source.kind === 'list' && <Extensions extensions={source.extensions} />}
    </div>
  );
}

function OfList({ list }: { list: List }) {
  return (
    <>
      <Field name="Issuer">
        <NameView name={list.issuer} />
      </Field>
      {list.number && (
        <Field name="Number">
          <Value text={numberText(list.number)} />
        </Field>
      )}
      {list.deltaBase && (
        <Field name="Adds to">
          list <Value text={numberText(list.deltaBase)} />
        </Field>
      )}
      <Field name="This update">{formatTime(list.thisUpdate)}</Field>
      <Field name="Next update">
        {list.nextUpdate ? formatTime(list.nextUpdate) : 'not told, so nobody knows until when it holds'}
      </Field>
      <Field name="Entries">{heldBy(list)}</Field>
      <Covers scope={list.scope} />
    </>
  );
}

function OfResponse({ response }: { response: Response }) {
  return (
    <>
      {response.error && (
        <Field name="Answer">
          none: <Sentence id={response.error} part="title" />. <Sentence id={response.error} part="explain" />
        </Field>
      )}
      {response.responder && (
        <Field name="Responder">
          <NameView name={response.responder} />
        </Field>
      )}
      {response.responderKey && (
        <Field name="Responder's key">
          <Hex hex={response.responderKey} />
        </Field>
      )}
      {response.producedAt && <Field name="Produced">{formatTime(response.producedAt)}</Field>}
      {response.nonce && (
        <Field name="Nonce">
          <Hex hex={response.nonce} />
        </Field>
      )}
      {!response.error && <Field name="Tells of">{count(response.answers, 'certificate')}</Field>}
    </>
  );
}

function Covers({ scope }: { scope: List['scope'] }) {
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
