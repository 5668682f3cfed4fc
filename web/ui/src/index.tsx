import { render } from 'preact';
import { App } from './app.js';
import type { Doors } from './doors.js';
import { createInspector } from './inspect/inspector.js';
import { followAddress } from './place.js';
import { createSession } from './session.js';
import { applyTheme } from './theme.js';

export type { Doors, File, Sample, StoreDoors } from './doors.js';

/** Puts the views into an element. */
export function mount(root: Element, doors: Doors): void {
  applyTheme();
  followAddress();
  const session = createSession(doors);
  void session.restore();
  render(<App session={session} inspector={createInspector(doors)} />, root);
}
