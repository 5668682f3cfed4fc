import type { inspection } from 'anchorlight';
import { count } from '../format.js';
import { Short } from '../text.js';
import type { Notation } from './names.js';
import { Problems } from './problems.js';
import { rowsOf, typeOf } from './rows.js';
import { Words } from './words.js';

interface Props {
  extensions: readonly inspection.Extension[];
  notation: Notation;
  /** Shows the octets at an offset. */
  onShow: (octet: number) => void;
}

/** Every extension in words; one that nobody here knows by its values. */
export function Extensions({ extensions, notation, onShow }: Props) {
  return (
    <ol class="extension-list" aria-label="Extensions">
      {extensions.map((extension, index) => (
        // Extensions never move.
        <li key={index}>
          <h4>
            <Short text={extension.name ?? extension.oid} />{' '}
            {extension.critical && <span class="critical">critical</span>}{' '}
            <span class="extension-oid">
              <Short text={extension.oid} />
            </span>
            {extension.spec && <span class="extension-oid">{extension.spec}</span>}
            <button type="button" class="link" onClick={() => onShow(extension.offset)}>
              {count(extension.length, 'octet')}
              <span class="sr-only">
                {' '}
                of <Short text={extension.name ?? extension.oid} />
              </span>
            </button>
          </h4>
          {extension.problem && <Problems problems={[extension.problem]} />}
          {extension.value && <Said value={extension.value} notation={notation} />}
          {extension.tree && <Values tree={extension.tree} />}
        </li>
      ))}
    </ol>
  );
}

function Said({ value, notation }: { value: inspection.Value; notation: Notation }) {
  return 'data' in value ? <Words of={value.data} notation={notation} /> : <>It is there; it says no more.</>;
}

const MOST_VALUES = 40;

/** The beginning of a tree; all of it is among the octets below. */
function Values({ tree }: { tree: inspection.Tree }) {
  const rows = rowsOf(tree);
  return (
    <>
      <ul class="values">
        {rows.slice(0, MOST_VALUES).map((row, index) => (
          // The values of an extension never move.
          <li key={index} style={{ paddingLeft: `${Math.min(row.depth, 8)}rem` }}>
            <span class="tree-type">{row.node ? typeOf(row.node) : 'not read'}</span>{' '}
            {row.node?.name && <span class="tree-name">{row.node.name}</span>}{' '}
            {row.node?.text && <Short text={row.node.text} />}
          </li>
        ))}
      </ul>
      {rows.length > MOST_VALUES && <p class="hint">And {rows.length - MOST_VALUES} more values.</p>}
    </>
  );
}
