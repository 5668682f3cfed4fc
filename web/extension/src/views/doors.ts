// The engine of a page of the extension, in a worker of that page.
import { allow, type Doors, engineDoors } from '@anchorlight/ui/views';
import { createEngine } from 'anchorlight/client';
import { loadPublicRoots } from 'anchorlight/public-roots';
import workerUrl from 'anchorlight/worker?worker&url';

/** Starts the engine; asked for once per page. */
export function startEngine(): Doors {
  const script = allow(workerUrl);
  const worker = () => new Worker(script(workerUrl), { type: 'module', name: 'anchorlight' });
  // Browsers give the end entity first; whatever follows is a candidate and no more.
  return { ...engineDoors(() => createEngine({ worker })), publicRoots: loadPublicRoots, endEntity: 'first' };
}
