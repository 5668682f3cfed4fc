// The chain that most tests here ask about, as a request.
import { readFileSync } from 'node:fs';
import { makeChains } from '../../../tests/chains/make.mjs';

const chain = makeChains().find(({ id }) => id === 'p256');

/** A request that is trusted. */
export const trusted = {
  certificates: { label: 'chain.pem', data: readFileSync(chain.chain, 'utf8') },
  anchors: { label: 'store.pem', data: readFileSync(chain.store, 'utf8') },
  host: chain.host,
  time: chain.time,
};
