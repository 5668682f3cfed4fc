import type { Sample } from '@anchorlight/ui';

/** A line of samples/index.json, written by tests/chains/make.mjs. */
export interface Listed {
  id: string;
  title: string;
  description: string;
  chain: string;
  lists: string[];
  store: string;
  host: string;
  time: string;
}

/** The samples, their files read by `read`. */
export function readSamples(
  list: Listed[],
  read: (name: string) => Promise<Uint8Array<ArrayBuffer>>,
): Promise<Sample[]> {
  const file = async (label: string) => ({ label, data: await read(label) });
  return Promise.all(
    list.map(async (one) => ({
      ...one,
      chain: await file(one.chain),
      lists: await Promise.all(one.lists.map(file)),
      store: await file(one.store),
    })),
  );
}
