// The history of verdicts per host: a line for each time that something was another than before. Kept on this device.
import type { Change, Visit } from '../state.js';
import type { Judged } from './judge.js';

/** Of one host; the oldest go first. */
const MOST_VISITS = 50;
/** Of all; those that were not visited for longest go first. With half a kilobyte a visit this is 25 MB at most. */
const MOST_HOSTS = 1000;
const STORE = 'hosts';
const LAST = 'last';

interface Host {
  host: string;
  /** When it was visited last. */
  last: string;
  /** Newest first. */
  visits: Visit[];
}

let opening: Promise<IDBDatabase> | undefined;

function database(): Promise<IDBDatabase> {
  opening ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('anchorlight-visits', 2);
    request.onupgradeneeded = ({ oldVersion }) => prepare(request, oldVersion);
    request.onsuccess = () => {
      request.result.onclose = () => {
        opening = undefined;
      };
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  }).catch((error: unknown) => {
    opening = undefined;
    throw error;
  });
  return opening;
}

/** The first version of it did not know which host was visited last. */
function prepare({ result, transaction }: IDBOpenDBRequest, oldVersion: number): void {
  const isNew = oldVersion === 0;
  const store = isNew
    ? result.createObjectStore(STORE, { keyPath: 'host' })
    : transaction?.objectStore(STORE);
  store?.createIndex(LAST, LAST);
  const asked = isNew ? undefined : store?.openCursor();
  if (!asked) return;
  asked.onsuccess = () => {
    const { result: cursor } = asked;
    if (!cursor) return;
    const { host, visits } = cursor.value as Host;
    cursor.update({ host, last: visits[0]?.last ?? '', visits } satisfies Host);
    cursor.continue();
  };
}

/** Reads and writes in one transaction: a worker that is killed leaves it as it was or as it is to be. */
async function change<T>(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<T> | undefined,
) {
  const transaction = (await database()).transaction(STORE, mode);
  const request = act(transaction.objectStore(STORE));
  await new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
  return request?.result;
}

/** Notes what a host was found to be, and tells what of it is another than at the last visit. */
export async function note(origin: string, judged: Judged, time: string): Promise<Change[]> {
  const { host } = new URL(origin);
  const visit = visitOf(host, judged, time);
  let changes: Change[] = [];
  await change('readwrite', (store) => {
    const asked = store.get(host) as IDBRequest<Host | undefined>;
    asked.onsuccess = () => {
      const visits = asked.result?.visits ?? [];
      const [last] = visits;
      changes = last ? changesOf(last, visit) : [];
      const isSame = last && changes.length === 0 && last.finding === visit.finding;
      const all = isSame ? [{ ...last, last: time }, ...visits.slice(1)] : [visit, ...visits];
      store.put({ host, last: time, visits: all.slice(0, MOST_VISITS) } satisfies Host);
      if (!last) limit(store);
    };
    return undefined;
  });
  return changes;
}

/** Forgets the hosts that were not visited for longest, where there are too many. */
function limit(store: IDBObjectStore): void {
  const counted = store.count();
  counted.onsuccess = () => {
    let left = counted.result - MOST_HOSTS;
    const oldest = store.index(LAST).openCursor();
    oldest.onsuccess = () => {
      if (left <= 0 || !oldest.result) return;
      left -= 1;
      oldest.result.delete();
      oldest.result.continue();
    };
  };
}

function visitOf(host: string, { badge, report }: Judged, time: string): Visit {
  const { certificates, verdict, findings } = report;
  const anchor = certificates[verdict.anchor ?? -1];
  const endEntity = certificates[verdict.endEntity ?? -1];
  const finding = verdict.outcome === 'trusted' ? undefined : findings[0];
  return {
    ...{ host, first: time, last: time, badge },
    ...(finding && { finding: 'kind' in finding.fault ? 'input.problem' : finding.fault.id }),
    ...(anchor && { anchor: anchor.sha256, anchorName: anchor.subject.short }),
    ...(endEntity && { key: endEntity.spkiSha256 }),
  };
}

function changesOf(last: Visit, visit: Visit): Change[] {
  const since = last.last;
  const changes: Change[] = [];
  // An anchor is known of a path that holds alone.
  if (last.anchor && visit.anchor && last.anchor !== visit.anchor) {
    const [before, after] =
      last.anchorName === visit.anchorName
        ? [last.anchor, visit.anchor]
        : [last.anchorName, visit.anchorName];
    changes.push({ what: 'anchor', before: before ?? '', after: after ?? '', since });
  }
  if (last.key && visit.key && last.key !== visit.key)
    changes.push({ what: 'key', before: last.key, after: visit.key, since });
  if (last.badge !== visit.badge)
    changes.push({ what: 'verdict', before: last.badge, after: visit.badge, since });
  return changes;
}

/** Newest first. */
export async function visits(host?: string): Promise<Visit[]> {
  if (host !== undefined) {
    const found = await change('readonly', (store) => store.get(host) as IDBRequest<Host | undefined>);
    return found?.visits ?? [];
  }
  const all = (await change('readonly', (store) => store.getAll() as IDBRequest<Host[]>)) ?? [];
  return all.flatMap(({ visits }) => visits).sort((one, other) => (one.last < other.last ? 1 : -1));
}

export async function forgetVisits(): Promise<void> {
  await change('readwrite', (store) => store.clear());
}
