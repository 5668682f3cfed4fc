import type { Anchor, Certificate, EndEntity, Hint } from 'anchorlight';
import { useState } from 'preact/hooks';
import { Details } from '../certificate/details.js';
import { Field } from '../certificate/field.js';
import { Many } from '../certificate/many.js';
import { Validity } from '../certificate/validity.js';
import { count, formatDate } from '../format.js';
import { nameOf } from '../people.js';
import { Short, Value } from '../text.js';
import { constraintLines, entryLines, purposeWords } from './words.js';

/** A certificate of a document, with what the document says of it. */
export interface Listed {
  pointer: string;
  entry: Partial<Anchor> & Partial<EndEntity> & Hint;
  certificate: Certificate | undefined;
}

/** One anchor, end entity or hint. */
export function Entry({ listed, time, open: asked }: { listed: Listed; time: string; open: boolean }) {
  const { pointer, entry, certificate } = listed;
  const [open, setOpen] = useState(asked);
  return (
    // Browsers leave the summary of a details element out that can have the focus itself.
    <div data-pointer={pointer} tabIndex={-1}>
      <details class="certificate" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <span class="certificate-name">
            <Short text={nameOf(certificate)} />
          </span>
          <span class="role">{purposeWords(entry.purposes)}</span>
          {certificate && <Brief entry={entry} certificate={certificate} time={time} />}
        </summary>
        {open && (
          <div class="details">
            {certificate && <Validity period={certificate} time={time} />}
            <Said listed={listed} />
            {certificate && (
              <details class="more">
                <summary>The certificate itself</summary>
                <Details certificate={certificate} time={time} />
              </details>
            )}
          </div>
        )}
      </details>
    </div>
  );
}

/** What the document says of it, each with its place. */
function Said({ listed: { pointer, entry } }: { listed: Listed }) {
  const isHint = entry.purposes === undefined;
  const lines = isHint ? [] : entryLines(entry);
  const enforced = lines.filter(({ key }) => key.startsWith('/enforce/'));
  const isAnchor = pointer.startsWith('/anchors/');
  return (
    <dl class="fields">
      {lines
        .filter((line) => !enforced.includes(line))
        .map(({ key, name, values }) => (
          <Field key={key} name={name} pointer={`${pointer}${key}`}>
            <Many items={values} what="values" line={(value) => <Value text={value} />} />
          </Field>
        ))}
      {isAnchor && (
        <Field name="In force of it" pointer={`${pointer}/enforce`}>
          <ul>
            {enforced.map(({ key, values }) => (
              <li key={key} data-pointer={`${pointer}${key}`} tabIndex={-1}>
                {values}
              </li>
            ))}
          </ul>
        </Field>
      )}
      {entry.owner && (
        <Field name="Owner" pointer={`${pointer}/owner`}>
          <Value text={entry.owner} />
        </Field>
      )}
      {entry.note && (
        <Field name="Note" pointer={`${pointer}/note`}>
          <Value text={entry.note} />
        </Field>
      )}
      <Field name="Stands at" pointer={`${pointer}/certificate`}>
        <code>{pointer}</code>
      </Field>
    </dl>
  );
}

interface BriefProps {
  entry: Listed['entry'];
  certificate: Certificate;
  time: string;
}

function Brief({ entry, certificate: { notBefore, notAfter }, time }: BriefProps) {
  const constraints = constraintLines(entry.constraints).length;
  const end = entry.constraints?.useUntil ?? entry.useUntil;
  const until = end !== undefined && end < notAfter ? end : notAfter;
  const words =
    until < time
      ? `ended ${formatDate(until)}`
      : notBefore > time
        ? `from ${formatDate(notBefore)}`
        : `until ${formatDate(until)}`;
  return (
    <span class="certificate-brief">
      {constraints > 0 && `${count(constraints, 'constraint')}, `}
      <span class={until < time ? 'ended' : ''}>{words}</span>
    </span>
  );
}

/** What is searched in an entry. */
export function entryText({ entry, certificate, pointer }: Listed): string {
  const { certificate: _, ...said } = entry;
  return [
    certificate?.subject.text,
    certificate?.sha256,
    certificate?.spkiSha256,
    pointer,
    entry.owner,
    entry.note,
    purposeWords(entry.purposes),
    JSON.stringify(said),
  ].join(' ');
}

/** When an entry ends, for the order. */
export function entryEnd({ entry, certificate }: Listed): string {
  const ends = [certificate?.notAfter, entry.constraints?.useUntil, entry.useUntil];
  return ends.filter((end) => end !== undefined).sort()[0] ?? '';
}
