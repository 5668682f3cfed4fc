// One question in the two forms that the page and the Node package take.
import { toPem } from '../../engine/pem.mjs';
import { file } from './page.mjs';

/** Revocation lists, where there are `lists`, are given with the chain. */
export function questionOf({ leaf, intermediates, roots, host, time, lists = [] }) {
  const chain = [
    { label: 'chain.pem', data: toPem([leaf, ...intermediates]) },
    ...lists.map((data, index) => ({ label: `list-${index}.crl`, data })),
  ];
  const store = toPem(roots);
  return {
    page: {
      chain: chain.map(({ label, data }) => file(label, data)),
      store: [file('store.pem', store)],
      host,
      time,
    },
    node: {
      certificates: chain,
      anchors: [{ label: 'store.pem', data: store }],
      host,
      time: `${time.slice(0, 19)}Z`,
    },
  };
}

/** The answer of the Node package. */
export async function answerOfNode(question) {
  // The package is built by the time it is asked, not when this file is read.
  const { createEngine } = await import('anchorlight');
  return (await createEngine()).check(question);
}
