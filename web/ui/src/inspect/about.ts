// Of what belongs together, that which is about one object.
import type { inspection } from 'anchorlight';
import type { Chosen, Together } from './inspector.js';

type Place = inspection.Place;

/** Where an object is among all that belongs together; nothing while that is not known. */
export function placeOf({ entries }: Together, { entry, index }: Chosen): Place | undefined {
  const input = entries.indexOf(entry);
  return input < 0 ? undefined : { input, object: index };
}

/** Of objects with the same octets, the one that stands for all of them wherever else something is told. */
export function standsFor({ duplicates }: inspection.Relations, place: Place): Place {
  return duplicates.find((same) => isAmong(same, place))?.[0] ?? place;
}

/** The relations of one object. */
export function aboutOne(relations: inspection.Relations, place: Place): inspection.Relations {
  const first = standsFor(relations, place);
  return {
    ...relations,
    keys: relations.keys.filter((key) => isAmong(placesOf(key), first)),
    withoutCertificate: relations.withoutCertificate.filter((one) => isAt(one, first)),
    duplicates: relations.duplicates.filter((same) => isAmong(same, place)),
    renewals: relations.renewals.filter(({ before, after }) => isAmong([before, after], first)),
    crossSigned: relations.crossSigned.filter(({ certificates }) => isAmong(certificates, first)),
    chains: relations.chains.filter(({ certificates }) => isAmong(certificates, first)),
    sharedFactors: relations.sharedFactors.filter(({ one, other }) => isAmong([...one, ...other], first)),
  };
}

/** Everything that has a key, private keys first. */
export function placesOf(key: inspection.SharedKey): Place[] {
  return [...key.privateKeys, ...key.certificates, ...key.certificationRequests, ...key.publicKeys];
}

export function isAt(one: Place, other: Place): boolean {
  return one.input === other.input && one.object === other.object;
}

export function isAmong(places: readonly Place[], place: Place): boolean {
  return places.some((one) => isAt(one, place));
}

/** A certificate alone says nothing more, unless it is its issuer that is looked for among the others. */
export function chainsOf({ chains }: inspection.Relations): inspection.Chain[] {
  return chains.filter(
    ({ certificates, withoutIssuer }) =>
      certificates.length > 1 || (withoutIssuer.length > 0 && chains.length > 1),
  );
}
