import type { KeptVersion, Shelf, UpdateReport } from 'anchorlight';
import { useEffect, useState } from 'preact/hooks';
import { Failed } from '../answer/failed.js';
import { Hex } from '../certificate/field.js';
import type { Trust } from '../documents.js';
import type { File } from '../doors.js';
import { formatDate } from '../format.js';
import type { Session } from '../session.js';
import { Sentence } from '../text.js';
import { useAnswer } from './ask.js';

interface Props {
  session: Session;
  trust: Trust;
  /** Opens the shelf. */
  open: () => Promise<Shelf>;
  onCompare: (files: File[]) => void;
}

/** The versions of this store that are kept on this device, and the way in for a new one. */
export function Kept({ session, trust, open, onCompare }: Props) {
  const { store } = trust.open;
  const shelf = useShelf(open);
  const versions = useVersions(shelf, store.name);
  const update = useAnswer<UpdateReport>();
  if (!shelf || !versions) return null;
  const fileOf = async ({ name, revision, version }: KeptVersion): Promise<File | undefined> => {
    const kept = await shelf.version(name, revision);
    return kept && { label: `kept-version-${version}.json`, data: kept.bytes };
  };
  const take = async (version: KeptVersion, act: (file: File) => void) => {
    const file = await fileOf(version);
    if (file) act(file);
  };
  const decides = (one: KeptVersion) => one.digest === store.digest;
  return (
    <div class="kept">
      <h3>Kept on this device</h3>
      {!shelf.durable && (
        <p class="fault">What is kept now is gone with this page: the browser does not let it be stored.</p>
      )}
      {versions.length === 0 && (
        <div class="hint">
          <p>
            No version of this store yet. The first one is taken because you say so: compare its SHA-256 with
            one that you got another way. A later one is taken only if it may follow.
          </p>
          <Hex hex={store.digest} />
        </div>
      )}
      <ul class="kept-versions">
        {versions.map((one, index) => (
          <li key={one.revision}>
            <span class="kept-words">
              Version {one.version}, kept {formatDate(`${one.kept.slice(0, 19)}Z`)}
              {index === 0 && ', the current one'}
              {decides(one) && ', decides now'}
            </span>
            {!decides(one) && (
              <span class="row">
                <button
                  type="button"
                  class="quiet"
                  onClick={() => void take(one, (file) => onCompare([file]))}
                >
                  Compare<span class="sr-only"> with version {one.version}</span>
                </button>
                <button
                  type="button"
                  class="quiet"
                  onClick={() =>
                    void take(one, (file) => session.replace(trust.sorted.document as File, file))
                  }
                >
                  Decide by it<span class="sr-only">: version {one.version}</span>
                </button>
              </span>
            )}
          </li>
        ))}
      </ul>
      <div class="row">
        {!versions.some((one, index) => index === 0 && decides(one)) && (
          <button type="button" onClick={() => void update.ask(() => keep(session, trust, shelf))}>
            Keep version {store.version}
          </button>
        )}
        {versions.length > 0 && (
          <button
            type="button"
            class="quiet"
            onClick={() => void shelf.remove(store.name, { expected: 'any' })}
          >
            Forget all of them
          </button>
        )}
      </div>
      {update.failure && <Failed failure={update.failure} />}
      {update.answer?.outcome === 'refused' && (
        <p class="decided" role="alert">
          <strong>
            Not kept. <Sentence id={update.answer.refusal.id} part="title" data={update.answer.refusal} />.
          </strong>{' '}
          <Sentence id={update.answer.refusal.id} part="explain" data={update.answer.refusal} />
        </p>
      )}
    </div>
  );
}

/** Takes the document in, if it may follow the one that is current; the first one is taken by its digest. */
async function keep(session: Session, trust: Trust, shelf: Shelf): Promise<UpdateReport> {
  const { name, version, digest } = trust.open.store;
  const bytes = (trust.sorted.document as File).data;
  const { included, publicWebRoots } = trust.files;
  const current = await shelf.current(name);
  const report = await session.doors.updateStore({
    ...{ candidate: bytes, included, publicWebRoots },
    ...(current ? { current: current.bytes } : { first: { accepted: { digest } } }),
  });
  if (report.outcome === 'accepted' && report.change.kind !== 'unchanged')
    await shelf.put({ name, version, digest, bytes }, { expected: current?.revision ?? null });
  return report;
}

/** The shelf, for as long as somebody looks at it. */
function useShelf(open: Props['open']): Shelf | undefined {
  const [shelf, setShelf] = useState<Shelf>();
  useEffect(() => {
    const opening = open();
    void opening.then(setShelf);
    return () => void opening.then((opened) => opened.close());
  }, [open]);
  return shelf;
}

/** The versions of a store, newest first, whichever tab puts them there. */
function useVersions(shelf: Shelf | undefined, name: string): KeptVersion[] | undefined {
  const [versions, setVersions] = useState<KeptVersion[]>();
  useEffect(() => {
    if (!shelf) return undefined;
    const read = () => void shelf.history(name).then(setVersions, () => setVersions([]));
    read();
    return shelf.subscribe((change) => change.name === name && read());
  }, [shelf, name]);
  return versions;
}
