// What belongs together among all files that are open.
import type { inspection } from 'anchorlight';
import { useInSight } from '../answer/sight.js';
import { count } from '../format.js';
import { chainsOf } from './about.js';
import { Chain } from './chain.js';
import { useFocusThatWasLost } from './focus.js';
import type { Inspector } from './inspector.js';
import { Some } from './mention.js';
import { Related } from './related.js';

/** The way to it, where there is anything to tell. */
export function TogetherLink({ inspector }: { inspector: Inspector }) {
  const { together, chosen } = inspector;
  const isHere = chosen.value === 'together';
  const summary = together.value && summaryOf(together.value.relations);
  if (!summary && !isHere) return null;
  return (
    <section class="panel all">
      <button
        type="button"
        class="object-all"
        aria-current={isHere}
        onClick={() => {
          chosen.value = 'together';
        }}
      >
        <span class="object-name">What belongs together</span>
        <span class="role">{summary}</span>
      </button>
    </section>
  );
}

export function TogetherView({ inspector }: { inspector: Inspector }) {
  const together = inspector.together.value;
  const panel = useInSight();
  const title = useFocusThatWasLost();
  const relations = together?.relations;
  const chains = relations ? chainsOf(relations) : [];
  return (
    <section class="panel together" aria-labelledby="together-title" ref={panel}>
      <h2 id="together-title" tabIndex={-1} ref={title}>
        What belongs together
      </h2>
      {relations && !summaryOf(relations) && <p>Nothing that is open here belongs together.</p>}
      {together && chains.length > 0 && (
        <>
          <h3>From leaf to root</h3>
          <Some
            // Of other chains nothing was chosen yet.
            key={relations}
            items={chains}
            line={(chain, index) => (
              <Chain
                chain={chain}
                number={chains.length > 1 ? index + 1 : undefined}
                inspector={inspector}
                together={together}
              />
            )}
          />
        </>
      )}
      {together && <Related inspector={inspector} together={together} relations={together.relations} />}
      {relations && relations.notCompared > 0 && (
        <p class="hint">
          {count(relations.notCompared, 'RSA key')} {relations.notCompared === 1 ? 'was' : 'were'} not
          compared with the others for shared primes.
        </p>
      )}
    </section>
  );
}

/** How much there is of what; nothing where nothing belongs together. */
function summaryOf(relations: inspection.Relations): string {
  const { keys, withoutCertificate, renewals, crossSigned, duplicates, sharedFactors } = relations;
  const counts: [number, string, string?][] = [
    [sharedFactors.length, 'pair of keys that can be taken apart', 'pairs of keys that can be taken apart'],
    [chainsOf(relations).length, 'chain'],
    [keys.length, 'key in several places', 'keys in several places'],
    [withoutCertificate.length, 'private key of no certificate', 'private keys of no certificate'],
    [renewals.length, 'renewal'],
    [crossSigned.length, 'cross-signed subject'],
    [duplicates.length, 'object that is there more than once', 'objects that are there more than once'],
  ];
  const some = counts.filter(([number]) => number > 0);
  return some.map(([number, noun, several]) => count(number, noun, several)).join(', ');
}
