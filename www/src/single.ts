// The page as one file, opened from disk: the engine and the samples are inside.
import { mount } from '@anchorlight/ui';
import '@anchorlight/ui/styles.css';
import samples from 'virtual:samples';
import { allow, engineDoors } from '@anchorlight/ui/views';
import { loadPublicRoots } from 'anchorlight/public-roots';
import { createEngine, inlineWorkerUrl, keepStores, TrustStore } from 'anchorlight/worker-inline';
import { readSamples } from './samples.js';

const script = allow(inlineWorkerUrl());
const worker = () => new Worker(script(inlineWorkerUrl()), { name: 'anchorlight' });
const text = new TextEncoder();

mount(document.getElementById('app') as HTMLElement, {
  ...engineDoors(() => createEngine({ worker }), { keepStores, TrustStore }),
  publicRoots: loadPublicRoots,
  samples: () => readSamples(samples.list, async (name) => text.encode(samples.files[name])),
});
