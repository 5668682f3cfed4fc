// What belongs together, but for chains: all of it, or what is about the object that is looked at.
import type { inspection } from 'anchorlight';
import type { ComponentChildren } from 'preact';
import { Short } from '../text.js';
import { isAmong, isAt, placesOf } from './about.js';
import { Mention, Mentions, objectAt, Some, type Told } from './mention.js';
import { Told as Sentences } from './words.js';

type Place = inspection.Place;

interface Props extends Told {
  relations: inspection.Relations;
  /** The object that is looked at, and the one that stands for it where several have the same octets. */
  self?: Place;
  first?: Place;
}

export function Related({ relations, ...given }: Props) {
  const { keys, withoutCertificate, renewals, crossSigned, duplicates, sharedFactors } = relations;
  return (
    <>
      <Part title="Keys that can be taken apart" items={sharedFactors} given={given}>
        {(shared) => <SharedFactor shared={shared} {...given} />}
      </Part>
      <Part title="The same key" items={keys} given={given}>
        {(key) => <Key shared={key} {...given} />}
      </Part>
      <Part title="Private keys of none of the certificates" items={withoutCertificate} given={given}>
        {(place) =>
          given.self ? (
            'None of the certificates that are open has this key.'
          ) : (
            <Mention {...given} place={place} />
          )
        }
      </Part>
      <Part title="Renewed" items={renewals} given={given}>
        {(renewal) => <Renewal renewal={renewal} {...given} />}
      </Part>
      <Part title="Cross-signed" items={crossSigned} given={given}>
        {({ certificates }) => <CrossSigned certificates={certificates} {...given} />}
      </Part>
      <Part title="The same octets" items={duplicates} given={given}>
        {(same) => <Same same={same} {...given} />}
      </Part>
    </>
  );
}

type Given = Omit<Props, 'relations'>;

/** Relations of one kind. About one object each speaks for itself. */
function Part<Item>(props: {
  title: string;
  items: readonly Item[];
  given: Given;
  children: (item: Item) => ComponentChildren;
}) {
  const { title, items, given, children } = props;
  if (items.length === 0) return null;
  return (
    <>
      {!given.self && <h3>{title}</h3>}
      <Some items={items} line={children} />
    </>
  );
}

function Key({ shared, self, first, ...told }: Given & { shared: inspection.SharedKey }) {
  const all = placesOf(shared);
  const { privateKeys } = shared;
  const others = all.slice(privateKeys.length);
  const isPrivate = first && isAmong(privateKeys, first);
  if (first)
    return (
      <>
        <Under title="It belongs to:" places={isPrivate ? others : []} {...told} />
        <Under
          title="The same key is in:"
          places={(isPrivate ? privateKeys : all).filter((place) => !isAt(place, first))}
          {...told}
        />
      </>
    );
  const isOwned = privateKeys.length > 0 && others.length > 0;
  return (
    <>
      {isOwned && <Mentions {...told} places={privateKeys} />}
      <p>{isOwned ? (privateKeys.length > 1 ? 'belong to:' : 'belongs to:') : 'The same key is in:'}</p>
      <Mentions {...told} places={isOwned ? others : all} />
    </>
  );
}

function Under({ title, places, ...told }: Told & { title: string; places: Place[] }) {
  if (places.length === 0) return null;
  return (
    <>
      <p>{title}</p>
      <Mentions {...told} places={places} />
    </>
  );
}

function Renewal({ renewal, first, self, ...told }: Given & { renewal: inspection.Renewal }) {
  const { before, after, sameKey, sameIssuer } = renewal;
  const is = (same: boolean) => (same ? 'the same' : 'another');
  const how = `, with ${is(sameKey)} key and ${is(sameIssuer)} issuer.`;
  if (first && isAt(first, before))
    return (
      <>
        It is renewed by <Mention {...told} place={after} />
        {how}
      </>
    );
  return (
    <>
      {first ? 'It' : <Mention {...told} place={after} />} renews <Mention {...told} place={before} />
      {how}
    </>
  );
}

function CrossSigned({ certificates, first, self, ...told }: Given & { certificates: Place[] }) {
  return (
    <>
      <p>
        {first
          ? 'It is cross-signed: other issuers vouch for the same subject and key.'
          : 'Several issuers vouch for one subject and key:'}
      </p>
      <Some
        items={certificates.filter((place) => !first || !isAt(place, first))}
        line={(place) => (
          <>
            <Mention {...told} place={place} />, issued by <Issuer {...told} place={place} />
          </>
        )}
      />
    </>
  );
}

/** Whom a certificate names as its issuer. */
export function Issuer({ inspector, together, place }: Told & { place: Place }) {
  const content = objectAt(together, place)?.content;
  if (content?.kind !== 'certificate') return null;
  return <Short text={content.data.issuer[inspector.notation.value] || 'an empty name'} longest={160} />;
}

function Same({ same, self, first, ...told }: Given & { same: Place[] }) {
  return (
    <>
      {self && <p>The same octets are in:</p>}
      <Mentions {...told} places={same.filter((place) => !self || !isAt(place, self))} />
    </>
  );
}

function SharedFactor({ shared, self, first, ...told }: Given & { shared: inspection.SharedFactor }) {
  return (
    <>
      <p class="departures">
        <Sentences id={shared.id} data={shared} />
      </p>
      <Under title="One key is in:" places={shared.one} {...told} />
      <Under title="The other is in:" places={shared.other} {...told} />
    </>
  );
}
