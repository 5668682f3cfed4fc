import { ask, type Settings } from '../messages.js';
import { Visits } from '../visits.js';
import type { Model } from './model.js';
import { Option, Sure } from './parts.js';

/** Whether changes of verdicts are kept, and those that are. */
export function History({ model, settings }: { model: Model; settings: Settings }) {
  const managed = settings.managed.includes('history');
  const set = (history: boolean) =>
    model.choose(
      { history },
      history ? 'Changes of verdicts are kept.' : 'Changes of verdicts are not kept.',
    );
  const forget = () => model.attempt(() => ask('forgetHistory', {}), 'The history is forgotten.');
  return (
    <Option id="history" title="History" managed={managed}>
      <label class="option">
        <input
          type="checkbox"
          disabled={managed}
          checked={settings.history}
          onChange={(event) => set(event.currentTarget.checked)}
        />
        <span>
          Keep how the verdict on a host changes
          <small>
            Host by host, with the anchor and the end entity’s key: so a site whose anchor or key is another
            one than last time is shown. No addresses of pages, nothing of private windows, and only in this
            browser.
          </small>
        </span>
      </label>
      <Visits asOf={settings} />
      <Sure
        words="Forget the history"
        warning="No site can be told to have changed until it is visited twice again."
        act={forget}
      />
    </Option>
  );
}
