// One object: what it says in words, and every octet of it.
import type { inspection } from 'anchorlight';
import { useState } from 'preact/hooks';
import { useInSight } from '../answer/sight.js';
import { Sentence, Short } from '../text.js';
import { aboutOne, chainsOf, placeOf, standsFor } from './about.js';
import { Extensions } from './extensions.js';
import { useFocusThatWasLost } from './focus.js';
import type { Chosen, Inspector } from './inspector.js';
import { ChooseNotation, type Notation } from './names.js';
import { Octets, type Wish } from './octets.js';
import { Problems } from './problems.js';
import { Related } from './related.js';
import { Save } from './save.js';
import { aboutOf, kindOf, waysOf } from './ways.js';
import { Fields, hasName, Told } from './words.js';

type KeyTold = Extract<inspection.Content, { kind: 'privateKey' }>['data'];

/** Shown apart from the other fields. */
const APART = ['extensions', 'problems'];
/** What people look for before they look at extensions. */
const FIRST = [
  'subject',
  'issuer',
  'notBefore',
  'notAfter',
  'serial',
  'thisUpdate',
  'nextUpdate',
  'entries',
  'producedAt',
  'responderName',
];

export function Detail({ inspector, chosen }: { inspector: Inspector; chosen: Chosen }) {
  const { entry, index } = chosen;
  const [wish, setWish] = useState<Wish>();
  const panel = useInSight();
  const title = useFocusThatWasLost();
  const object = entry.file.objects[index];
  if (!object) return null;
  const { content } = object;
  const about = aboutOf(object);
  const show = (octet: number) => {
    setWish({ octet });
    const view = document.querySelector<HTMLElement>('.hex-view');
    view?.scrollIntoView({ block: 'center' });
    view?.focus({ preventScroll: true });
  };
  return (
    <div class="reading">
      <section class="panel" aria-labelledby="object-title" ref={panel}>
        <p class="way">
          {waysOf(entry.file)[index]?.map((step, at) => (
            // The steps of a way never move.
            <span key={at}>
              {at > 0 && ' › '}
              <Short text={step} />
            </span>
          ))}
        </p>
        <div class="panel-head">
          <h2 id="object-title" tabIndex={-1} ref={title}>
            {about ? <Short text={about} longest={120} /> : kindOf(object)}
          </h2>
          {about && <span class="role">{kindOf(object)}</span>}
          {entry.file.der(index) && (
            <button type="button" class="link" onClick={() => show(0)}>
              Every octet
            </button>
          )}
        </div>
        {object.problem && <Problems problems={[object.problem]} />}
        <Belongs
          inspector={inspector}
          chosen={chosen}
          isKnownKey={content.kind === 'privateKey' && content.data.publicKey !== undefined}
        />
        {content.kind === 'privateKey' ? (
          <PrivateKey told={content.data} notation={inspector.notation.value} />
        ) : (
          <>
            <Save file={entry.file} index={index} notation={inspector.notation.value} />
            {'data' in content && <Said inspector={inspector} data={content.data} onShow={show} />}
          </>
        )}
      </section>
      <Octets chosen={chosen} wish={wish} />
    </div>
  );
}

/** What belongs to it among all that is open. */
function Belongs(props: { inspector: Inspector; chosen: Chosen; isKnownKey: boolean }) {
  const { inspector, chosen, isKnownKey } = props;
  const together = inspector.together.value;
  const place = together && placeOf(together, chosen);
  if (!place) return null;
  const relations = aboutOne(together.relations, place);
  const first = standsFor(together.relations, place);
  const isAlone = relations.keys.length === 0 && relations.withoutCertificate.length === 0;
  return (
    <div class="belongs">
      <Related inspector={inspector} together={together} relations={relations} self={place} first={first} />
      {isKnownKey && isAlone && <p>Nothing else that is open here has this key.</p>}
      {chainsOf(relations).length > 0 && (
        <button
          type="button"
          class="link"
          onClick={() => {
            inspector.chosen.value = 'together';
          }}
        >
          Its chain, from leaf to root
        </button>
      )}
    </div>
  );
}

function Said(props: { inspector: Inspector; data: object; onShow: (octet: number) => void }) {
  const { inspector, data, onShow } = props;
  const notation = inspector.notation.value;
  const { extensions = [], problems = [], publicKey = data } = data as Partial<inspection.Certificate>;
  const { weaknesses = [] } = publicKey as Partial<inspection.PublicKey>;
  const fields = Object.entries(data);
  const first = FIRST.flatMap((wanted) => fields.filter(([key]) => key === wanted));
  const others = fields.filter(([key]) => !APART.includes(key) && !FIRST.includes(key));
  return (
    <>
      <Problems problems={problems} />
      {weaknesses.map((weakness) => (
        <p key={weakness.id} class="departures">
          <Told id={weakness.id} data={weakness} />
        </p>
      ))}
      {hasName(data) && (
        <ChooseNotation
          notation={notation}
          onChoose={(chosen) => {
            inspector.notation.value = chosen;
          }}
        />
      )}
      <Fields of={Object.fromEntries(first)} notation={notation} />
      {extensions.length > 0 && (
        <>
          <h3>Extensions</h3>
          <Extensions extensions={extensions} notation={notation} onShow={onShow} />
          <h3>All the rest</h3>
        </>
      )}
      <Fields of={Object.fromEntries(others)} notation={notation} />
    </>
  );
}

/** What it is and to what it belongs, and nothing else: the file is forgotten already. */
function PrivateKey({ told, notation }: { told: KeyTold; notation: Notation }) {
  return (
    <>
      <p>
        <Sentence id="input.private_key" part="explain" data={told} />
      </p>
      <p>
        <Sentence id="input.private_key" part="fix" data={told} />
      </p>
      <Fields of={told} notation={notation} />
    </>
  );
}
