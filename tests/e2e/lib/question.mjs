// One question in the two forms that the page and the Node package take.
import { toPem } from '../../engine/pem.mjs';
import { file } from './page.mjs';

export function questionOf({ leaf, intermediates, roots, host, time }) {
  const chain = toPem([leaf, ...intermediates]);
  const store = toPem(roots);
  return {
    page: { chain: [file('chain.pem', chain)], store: [file('store.pem', store)], host, time },
    node: {
      certificates: [{ label: 'chain.pem', data: chain }],
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
