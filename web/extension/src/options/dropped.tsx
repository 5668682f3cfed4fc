import { Short } from '@anchorlight/ui/views';
import type { Settings } from '../messages.js';
import { Option } from './parts.js';

/** What an administrator set and what does not count. Firefox hands it over; Chromium drops it by itself. */
export function DroppedSettings({ settings: { dropped } }: { settings: Settings }) {
  if (dropped.length === 0) return null;
  return (
    <Option id="dropped" title="Settings that do not count">
      <p>
        Your administrator’s policy has these, and they are not what they should be. All works as if they were
        not there: tell your administrator.
      </p>
      <ul class="plain-list">
        {dropped.map(({ name, expected }) => (
          <li key={name}>
            <code>
              <Short text={name} />
            </code>
            {expected ? `: has to be ${expected}` : ': there is no such setting'}
          </li>
        ))}
      </ul>
    </Option>
  );
}
