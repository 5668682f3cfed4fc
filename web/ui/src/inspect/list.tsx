// The files that were given, and what is in them.
import type { inspection } from 'anchorlight';
import { count, formatBytes } from '../format.js';
import { Bin, Warning } from '../icons.js';
import { Short } from '../text.js';
import { Paged } from '../trust/paged.js';
import type { Entry, Inspector } from './inspector.js';
import { Problems } from './problems.js';
import { aboutOf, kindOf, placeOf, waysOf } from './ways.js';

export function List({ inspector }: { inspector: Inspector }) {
  return (
    <>
      {inspector.entries.value.map((entry) => (
        <One key={entry.id} inspector={inspector} entry={entry} />
      ))}
    </>
  );
}

function One({ inspector, entry }: { inspector: Inspector; entry: Entry }) {
  const { file, length } = entry;
  const now = inspector.chosen.value;
  const chosen = typeof now === 'object' ? now : undefined;
  const ways = waysOf(file);
  const label = file.label ?? 'the file';
  return (
    <section class="panel held">
      <div class="held-head">
        <h2 tabIndex={-1}>
          <Short text={label} />
        </h2>
        <span class="role">
          {count(file.objects.length, 'object')}, {formatBytes(length)}
        </span>
        <button
          type="button"
          class="remove"
          onClick={(event) => {
            focusBeside(event.currentTarget);
            inspector.remove(entry);
          }}
        >
          <Bin />
          <span class="sr-only">
            Remove <Short text={label} />
          </span>
        </button>
      </div>
      <Problems problems={file.problems} />
      {file.objects.length > 0 && (
        <Paged
          items={file.objects}
          nouns={['object', 'objects']}
          text={(object) => `${kindOf(object)} ${aboutOf(object)} ${object.entry ?? ''}`}
          wanted={chosen?.entry === entry ? chosen.index : undefined}
          line={(object, isChosen) => (
            <Line
              object={object}
              way={ways[file.objects.indexOf(object)] ?? []}
              isChosen={isChosen}
              onChoose={() => {
                inspector.chosen.value = { entry, index: file.objects.indexOf(object) };
              }}
            />
          )}
        />
      )}
    </section>
  );
}

/** The button goes with its file: the focus goes to the file beside it, or to where files are given. */
function focusBeside(button: Element): void {
  const held = button.closest('.held');
  const beside = [held?.nextElementSibling, held?.previousElementSibling];
  const heading = beside.map((one) => one?.querySelector<HTMLElement>('.held-head h2')).find(Boolean);
  (heading ?? document.getElementById('inspect-title'))?.focus();
}

interface LineProps {
  object: inspection.Object;
  way: readonly string[];
  isChosen: boolean;
  onChoose: () => void;
}

function Line({ object, way, isChosen, onChoose }: LineProps) {
  const about = aboutOf(object);
  return (
    <button type="button" class="object" aria-current={isChosen} onClick={onChoose}>
      <span class="object-name">
        {object.problem && <Warning />} {about ? <Short text={about} longest={60} /> : kindOf(object)}
      </span>
      <span class="role">
        <Short text={placeOf(object, way)} longest={120} />
      </span>
    </button>
  );
}
