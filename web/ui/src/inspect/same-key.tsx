// Which of the objects that are open have the key of the one that is looked at.
import type { inspection } from 'anchorlight';
import { Short } from '../text.js';
import type { Chosen, Inspector } from './inspector.js';
import { aboutOf, kindOf, waysOf } from './ways.js';

/** A private key's certificate is found by this: the file of the key is forgotten by then. */
export function SameKey({ inspector, chosen }: { inspector: Inspector; chosen: Chosen }) {
  const object = chosen.entry.file.objects[chosen.index];
  const pin = object && pinOf(object);
  if (!pin) return null;
  const same = inspector.entries.value.flatMap((entry) =>
    entry.file.objects.flatMap((other, index) =>
      other !== object && pinOf(other) === pin ? [{ entry, index, other }] : [],
    ),
  );
  const isPrivate = object.content.kind === 'privateKey';
  if (same.length === 0) return isPrivate ? <p>Nothing else that is open here has this key.</p> : null;
  return (
    <div class="same-key">
      <p>{isPrivate ? 'It belongs to:' : 'The same key is in:'}</p>
      <ul>
        {same.slice(0, MOST_SHOWN).map(({ entry, index, other }) => (
          <li key={other}>
            <button
              type="button"
              class="link"
              onClick={() => {
                inspector.chosen.value = { entry, index };
              }}
            >
              {aboutOf(other) ? <Short text={aboutOf(other)} /> : kindOf(other)}
            </button>{' '}
            <span class="role">
              {kindOf(other)}, <Short text={waysOf(entry.file)[index]?.join(' › ') ?? ''} longest={160} />
            </span>
          </li>
        ))}
      </ul>
      {same.length > MOST_SHOWN && <p class="hint">And {same.length - MOST_SHOWN} more.</p>}
    </div>
  );
}

const MOST_SHOWN = 20;

function pinOf({ content }: inspection.Object): string | undefined {
  if (content.kind === 'publicKey') return content.data.pin.base64;
  if (!('data' in content) || !('publicKey' in content.data)) return undefined;
  return content.data.publicKey?.pin.base64;
}
