// The page as a file server hands it out.
import { mount } from '@anchorlight/ui';
import '@anchorlight/ui/styles.css';
import { allow, engineDoors } from '@anchorlight/ui/views';
import { createEngine, keepStores, TrustStore } from 'anchorlight/client';
import { loadPublicRoots } from 'anchorlight/public-roots';
import workerUrl from 'anchorlight/worker?worker&url';
import { readSamples } from './samples.js';

const serviceWorkerUrl = './sw.js';
const script = allow(workerUrl, serviceWorkerUrl);
const worker = () => new Worker(script(workerUrl), { type: 'module', name: 'anchorlight' });

async function get(name: string): Promise<Response> {
  const response = await fetch(`./samples/${name}`);
  if (!response.ok) throw new Error(`${name}: the server answers ${response.status}`);
  return response;
}

mount(document.getElementById('app') as HTMLElement, {
  ...engineDoors(() => createEngine({ worker }), { keepStores, TrustStore }),
  publicRoots: loadPublicRoots,
  samples: async () =>
    readSamples(
      await (await get('index.json')).json(),
      async (name) => new Uint8Array(await (await get(name)).arrayBuffer()),
    ),
});

// Absent over plain http; the page then needs its server, and works all the same.
navigator.serviceWorker?.register(script(serviceWorkerUrl)).catch((error: unknown) => {
  console.info('The page cannot be kept for use without a network:', error);
});
