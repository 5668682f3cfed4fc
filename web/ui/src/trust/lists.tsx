// The lists of a document.
import type { DistrustedHash, DistrustedSerial, Include } from 'anchorlight';
import { Field, Hex } from '../certificate/field.js';
import { plainHex, type Shown, type Trust } from '../documents.js';
import { count, number } from '../format.js';
import { addressOf } from '../place.js';
import { forceOf, heldBy, inSentence, kindOf, signerOf } from '../revocation/told.js';
import { Short, Value } from '../text.js';
import { Entry, entryEnd, entryText, type Listed } from './entry.js';
import { Noted, secondsWords } from './head.js';
import { Paged } from './paged.js';
import { indexIn } from './pointer.js';
import { constraintLines, modeWords, purposeWords } from './words.js';

interface Props {
  shown: Shown;
  time: string;
  /** The place that the address asks for. */
  pointer: string;
}

const KINDS = {
  anchors: { title: 'Anchors', nouns: ['anchor', 'anchors'], about: 'Paths must lead to one of these.' },
  endEntities: {
    title: 'End entities',
    nouns: ['end entity', 'end entities'],
    about: 'Trusted themselves, for these hosts and nothing else.',
  },
  hints: {
    title: 'Hints',
    nouns: ['hint', 'hints'],
    about: 'Intermediates, used where a path needs them and never trusted for being here.',
  },
} as const;

const ENDING = { words: 'What ends first, first', key: entryEnd };

/** The certificates of one kind. */
export function Certificates({ shown, time, pointer, kind }: Props & { kind: keyof typeof KINDS }) {
  const entries = shown.report.document[kind] ?? [];
  if (entries.length === 0 && kind !== 'anchors') return null;
  const { title, nouns, about } = KINDS[kind];
  const wanted = indexIn(`/${kind}`, pointer);
  return (
    <section class="panel" aria-labelledby={`store-${kind}`} data-pointer={`/${kind}`} tabIndex={-1}>
      <div class="panel-head">
        <h2 id={`store-${kind}`}>
          {title} <span class="role">{number(entries.length)}</span>
        </h2>
        <p class="hint">{about}</p>
      </div>
      {entries.length === 0 ? (
        <p class="hint">None of its own.</p>
      ) : (
        <Paged
          items={listed(shown, kind)}
          nouns={[...nouns]}
          text={entryText}
          line={(item, open) => <Entry listed={item} time={time} open={open} />}
          wanted={wanted}
          order={ENDING}
        />
      )}
    </section>
  );
}

const known = new WeakMap<Shown, Map<string, Listed[]>>();

/** Made once for each document: the same list means the same search. */
export function listed(shown: Shown, kind: keyof typeof KINDS): Listed[] {
  const lists = known.get(shown) ?? new Map<string, Listed[]>();
  known.set(shown, lists);
  const made =
    lists.get(kind) ??
    (shown.report.document[kind] ?? []).map((entry, index) => {
      const pointer = `/${kind}/${index}`;
      return { pointer, entry, certificate: shown.certificates.get(`${pointer}/certificate`) };
    });
  lists.set(kind, made);
  return made;
}

interface DistrustedItem {
  pointer: string;
  what: string;
  entry: Partial<DistrustedHash> & Partial<DistrustedSerial>;
}

/** What may stand in no path. */
export function Distrusted({ shown, pointer }: Props) {
  const { certificates = [], keys = [], serials = [] } = shown.report.document.distrusted ?? {};
  const place = (list: string) => (entry: DistrustedItem['entry'], index: number) => ({
    pointer: `/distrusted/${list}/${index}`,
    what: WHAT[list] ?? '',
    entry,
  });
  const items = [
    ...certificates.map(place('certificates')),
    ...keys.map(place('keys')),
    ...serials.map(place('serials')),
  ];
  if (items.length === 0) return null;
  const wanted = items.findIndex(
    (item) => pointer === item.pointer || pointer.startsWith(`${item.pointer}/`),
  );
  return (
    <section class="panel" aria-labelledby="store-distrusted" data-pointer="/distrusted" tabIndex={-1}>
      <div class="panel-head">
        <h2 id="store-distrusted">
          Distrusted <span class="role">{number(items.length)}</span>
        </h2>
        <p class="hint">They may stand in no path, whatever else says that they are trusted.</p>
      </div>
      <Paged
        items={items}
        nouns={['entry', 'entries']}
        text={distrustedText}
        line={(item) => <DistrustedEntry item={item} />}
        wanted={wanted < 0 ? undefined : wanted}
      />
    </section>
  );
}

const WHAT: Record<string, string> = {
  certificates: 'A certificate',
  keys: 'Every certificate with a key',
  serials: 'A certificate by its issuer and number',
};

function distrustedText({ entry, what }: DistrustedItem): string {
  return [what, plainHex(entry.sha256 ?? ''), JSON.stringify(entry)].join(' ');
}

function DistrustedEntry({ item: { pointer, what, entry } }: { item: DistrustedItem }) {
  return (
    <div class="distrusted" data-pointer={pointer} tabIndex={-1}>
      <p>
        <strong>{what}</strong> {entry.note && <Noted text={entry.note} />}
      </p>
      <p>
        {entry.sha256 && <Hex hex={plainHex(entry.sha256)} />}
        {entry.issuer !== undefined && (
          <>
            <Value text={entry.issuer} />, number <Value text={entry.serial ?? ''} />
          </>
        )}
      </p>
    </div>
  );
}

const SCOPES = {
  endEntity: 'The end entity',
  path: 'Every certificate of the path but the anchor',
};

/** What it takes to believe that a certificate was not revoked. */
export function Revocation({ shown, time }: Props) {
  const { revocation = {} } = shown.report.document;
  const { scope = 'path', grace = 0, sources = [] } = revocation;
  const read = shown.report.revocationSources;
  // Sources without data are brought by whoever asks, so that only the others have been read.
  const withData = sources.filter(({ data }) => data !== undefined);
  return (
    <section class="panel" aria-labelledby="store-revocation" data-pointer="/revocation" tabIndex={-1}>
      <h2 id="store-revocation">Revocation</h2>
      <dl class="fields">
        <Field name="Asked" pointer="/revocation/mode">
          {modeWords(revocation)}
        </Field>
        <Field name="Looked at" pointer="/revocation/scope">
          {SCOPES[scope]}
        </Field>
        {grace > 0 && (
          <Field name="Out of date" pointer="/revocation/grace">
            lists and responses count for {secondsWords(grace)} more
          </Field>
        )}
        {sources.length > 0 && (
          <Field name="Lists and responses" pointer="/revocation/sources">
            <ul class="attributes">
              {sources.map((source, index) => {
                const found = source.data === undefined ? undefined : read[withData.indexOf(source)];
                return (
                  // The sources of a document never move.
                  <li key={index} data-pointer={`/revocation/sources/${index}`} tabIndex={-1}>
                    <Value text={source.name} />{' '}
                    <span class="role">
                      {source.data === undefined && 'looked for among the files'}
                      {found && (
                        <>
                          {inSentence(kindOf(found))} of <Short text={signerOf(found)} longest={60} />,{' '}
                          {[heldBy(found), forceOf(found, time)].filter(Boolean).join(', ')}
                        </>
                      )}
                    </span>
                  </li>
                );
              })}
            </ul>
          </Field>
        )}
      </dl>
    </section>
  );
}

/** Anchors that are kept elsewhere. */
export function Includes({ shown, trust }: { shown: Shown; trust: Trust }) {
  const { includes = [] } = shown.report.document;
  if (includes.length === 0) return null;
  return (
    <section class="panel" aria-labelledby="store-includes" data-pointer="/includes" tabIndex={-1}>
      <h2 id="store-includes">Includes</h2>
      {includes.map((include, index) => (
        // The includes of a document never move.
        <div key={index} class="include" data-pointer={`/includes/${index}`} tabIndex={-1}>
          <p>
            <strong>
              <What include={include} trust={trust} />
            </strong>{' '}
            {include.note && <Noted text={include.note} />}
          </p>
          <dl class="fields">
            {include.purposes && (
              <Field name="At most for" pointer={`/includes/${index}/purposes`}>
                {purposeWords(include.purposes)}
              </Field>
            )}
            {constraintLines(include.constraints).map(({ key, name, values }) => (
              <Field key={key} name={name} pointer={`/includes/${index}${key}`}>
                <Value text={values.join(', ')} />
              </Field>
            ))}
          </dl>
        </div>
      ))}
    </section>
  );
}

function What({ include: { publicWebRoots, document = '' }, trust }: { include: Include; trust: Trust }) {
  if (publicWebRoots) return <>The public web’s roots, as Mozilla lists them</>;
  const digest = plainHex(document);
  const shown = trust.documents.find((one) => one.report.store.digest === digest);
  if (!shown)
    return (
      <>
        The document <Value text={document} />
      </>
    );
  const { name, version } = shown.report.store;
  return (
    <>
      <a href={addressOf({ view: 'store', document: digest, pointer: '' })}>
        <Short text={name} />, version {version}
      </a>{' '}
      <span class="role">{count(shown.report.document.anchors?.length ?? 0, 'anchor')}</span>
    </>
  );
}
