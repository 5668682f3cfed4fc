import type { FirstUse, ImportReport, RefusedStore } from 'anchorlight';
import { useEffect } from 'preact/hooks';
import { Failed } from '../answer/failed.js';
import { Hex } from '../certificate/field.js';
import { useAnswer } from '../changes/ask.js';
import type { KeptDoors } from '../doors.js';
import { read } from '../files.js';
import { download } from '../files-view.js';
import { count } from '../format.js';
import type { Session } from '../session.js';
import { Short } from '../text.js';
import { focused } from './focused.js';
import { NotDurable } from './not-durable.js';
import { Refused } from './refused.js';
import { filesOf } from './state.js';

interface Imported {
  bytes: Uint8Array<ArrayBuffer>;
  report: ImportReport;
}

/** All trust stores that are kept on this device: decided by, written into one file, taken in from one. */
export function Everything({ session, doors }: { session: Session; doors: KeptDoors }) {
  const imported = useAnswer<Imported>();
  const acting = useAnswer<void>();
  const { shelf, names } = session.kept;
  useEffect(() => session.kept.open(), [session]);
  const opened = shelf.value;
  if (!opened) return null;
  const take = (bytes: Uint8Array<ArrayBuffer>, first?: ReadonlyMap<string, FirstUse>) =>
    imported.ask(async () => {
      // What a store includes of the public web is the page's own.
      const publicWebRoots = await session.doors.publicRoots();
      return { bytes, report: await doors.importAll(opened, bytes, { first, publicWebRoots }) };
    });
  const use = (name: string) =>
    acting.ask(async () => {
      const current = (await opened.history(name))[0];
      if (current) session.decideBy(await filesOf(opened, current));
    });
  const save = () =>
    acting.ask(async () => download('anchorlight-trust-stores.json', await opened.exportAll()));
  const leave = () => {
    imported.forget();
    document.getElementById('everything-title')?.focus();
  };
  const decides = session.trust.value?.open.store.name;
  return (
    <section class="panel" aria-labelledby="everything-title">
      <div class="panel-head">
        <h2 id="everything-title" tabIndex={-1}>
          All trust stores on this device
        </h2>
        <p class="hint">With their history, as one file: for a copy, or for another device.</p>
      </div>
      <NotDurable shelf={opened} />
      <div class="kept-all">
        {names.value.length === 0 ? (
          <p>None is kept yet.</p>
        ) : (
          <ul class="kept-stores">
            {names.value.map((name) => (
              <li key={name}>
                <span class="kept-name">
                  <Short text={name} longest={80} />
                </span>
                {name !== decides && (
                  <button type="button" class="quiet" onClick={() => void use(name)}>
                    Decide by it
                    <span class="sr-only">
                      : <Short text={name} longest={80} />
                    </span>
                  </button>
                )}
              </li>
            ))}
          </ul>
        )}
        <div class="row">
          {names.value.length > 0 && (
            <button type="button" onClick={() => void save()}>
              Export all of them
            </button>
          )}
          <label class="pick">
            <input
              type="file"
              onChange={async (event) => {
                const input = event.currentTarget;
                const [file] = input.files ?? [];
                if (!file) return;
                const { data } = await read(file);
                input.value = '';
                void take(data);
              }}
            />
            <span>Import a file of them</span>
          </label>
        </div>
        {acting.failure && <Failed failure={acting.failure} />}
        {imported.failure && <Failed failure={imported.failure} />}
        {imported.answer && <Came imported={imported.answer} take={take} leave={leave} />}
      </div>
    </section>
  );
}

interface CameProps {
  imported: Imported;
  take: (bytes: Imported['bytes'], first: ReadonlyMap<string, FirstUse>) => Promise<void>;
  leave: () => void;
}

/** What came of a file: taken, refused, or asked about where its stores are new here. */
function Came({ imported: { bytes, report }, take, leave }: CameProps) {
  if (report.outcome === 'accepted') {
    const taken = report.stores.filter(({ outcome }) => outcome !== 'unchanged').length;
    const left = report.stores.length - taken;
    return (
      <p class="decided" role="status">
        {count(taken, 'trust store')} taken in
        {left > 0 && `; ${left} ${left === 1 ? 'is' : 'are'} here already`}.
      </p>
    );
  }
  const firsts = report.refused.flatMap(firstOf);
  // What is refused is refused, whatever somebody says of the rest.
  if (firsts.length < report.refused.length)
    return (
      <>
        {report.refused
          .filter((one) => firstOf(one).length === 0)
          .map(({ name, refusal }) => (
            <Refused
              key={name}
              lead={
                <>
                  Nothing was taken in, because of <Short text={name} longest={60} />.
                </>
              }
              refusal={refusal}
            />
          ))}
      </>
    );
  const accept = new Map(
    firsts.map(({ name, digest }): [string, FirstUse] => [name, { accepted: { digest } }]),
  );
  return (
    <div class="decided sure" role="alert">
      <p>
        <strong>Of {firsts.length === 1 ? 'this store' : 'these stores'} nothing is kept here yet.</strong>{' '}
        What is new is taken in because you say so: compare each SHA-256 with one that you got another way.
      </p>
      <ul class="kept-firsts">
        {firsts.map(({ name, digest, signers }) => (
          <li key={name}>
            <Short text={name} longest={80} />, {signers === 0 ? 'not signed' : `signed by ${signers}`}
            <Hex hex={digest} />
          </li>
        ))}
      </ul>
      <div class="row">
        <button type="button" onClick={() => void take(bytes, accept)}>
          Take {firsts.length === 1 ? 'it' : 'them'} in
        </button>
        <button type="button" class="quiet" ref={focused} onClick={leave}>
          Leave {firsts.length === 1 ? 'it' : 'them'}
        </button>
      </div>
    </div>
  );
}

/** A store that only lacks somebody's word. */
function firstOf({ name, refusal }: RefusedStore) {
  if (refusal.id !== 'update.first_use') return [];
  return [{ name, digest: refusal.digest, signers: refusal.signers.length }];
}
