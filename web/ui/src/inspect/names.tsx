// Distinguished names, in the notation that is chosen.
import type { inspection } from 'anchorlight';
import { Copy } from '../copy.js';
import { Short, Value } from '../text.js';

const WORDS = {
  rfc4514: 'RFC 4514: most specific first',
  openssl: 'OpenSSL',
  forward: 'Forward: as encoded',
};

/** The ways to write a name. */
export type Notation = keyof typeof WORDS;

export function ChooseNotation(props: { notation: Notation; onChoose: (notation: Notation) => void }) {
  return (
    <label class="notation">
      <span>Names</span>
      <select
        value={props.notation}
        onChange={(event) => props.onChoose(event.currentTarget.value as Notation)}
      >
        {Object.entries(WORDS).map(([notation, words]) => (
          <option key={notation} value={notation}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A name, and its attributes with the types of their strings. */
export function NameWords({ name, notation }: { name: inspection.Name; notation: Notation }) {
  const text = name[notation];
  if (name.rdns.length === 0) return <>empty</>;
  return (
    <>
      <span class="hex">
        <Value text={text} /> <Copy text={() => text} words="Copy" />
      </span>
      <details class="more">
        <summary>Attributes</summary>
        <ul class="attributes">
          {name.rdns.flat().map((attribute, index) => (
            // The attributes of a name never move.
            <li key={index}>
              <span class="attribute-type">
                <Short text={attribute.name ?? attribute.oid} />
              </span>{' '}
              <Value text={attribute.text} />{' '}
              <span class="role">
                {attribute.type}, <Short text={attribute.oid} />
              </span>
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}
