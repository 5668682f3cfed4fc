// The options page: whom the organisation trusts, and what the extension may do here.
import '@anchorlight/ui/styles.css';
import '../css/views.css';
import '../css/options.css';
import { applyTheme, followAddress } from '@anchorlight/ui/views';
import { render } from 'preact';
import { createModel } from './options/model.js';
import { Page } from './options/page.js';
import { startEngine } from './views/doors.js';

applyTheme();
followAddress();
const model = createModel(startEngine());
model.follow();
render(<Page model={model} />, document.getElementById('app') as HTMLElement);
