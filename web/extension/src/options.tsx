// The options page: whom the organisation trusts, and what the extension may do here.
import '@anchorlight/ui/styles.css';
import '../css/options.css';
import { allow, applyTheme, engineDoors, followAddress } from '@anchorlight/ui/views';
import { createEngine } from 'anchorlight/client';
import { loadPublicRoots } from 'anchorlight/public-roots';
import workerUrl from 'anchorlight/worker?worker&url';
import { render } from 'preact';
import { createModel } from './options/model.js';
import { Page } from './options/page.js';

applyTheme();
followAddress();
const script = allow(workerUrl);
const worker = () => new Worker(script(workerUrl), { type: 'module', name: 'anchorlight' });
const model = createModel({ ...engineDoors(() => createEngine({ worker })), publicRoots: loadPublicRoots });
model.follow();
render(<Page model={model} />, document.getElementById('app') as HTMLElement);
