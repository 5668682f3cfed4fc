import type { Report } from 'anchorlight';
import { Copy } from '../copy.js';
import { download } from '../files-view.js';
import { reportText } from './text.js';

/** The report for other tools, or for whoever helps. */
export function Save({ report }: { report: Report }) {
  const json = () => `${JSON.stringify(report, null, 2)}\n`;
  return (
    <section class="panel save" aria-labelledby="save">
      <h2 id="save">Report</h2>
      <p class="hint">
        All of the above as JSON, or the main of it as text. It holds names and fingerprints from the
        certificates, and no keys.
      </p>
      <div class="row">
        <Copy text={json} words="Copy report" />
        <Copy text={() => reportText(report)} words="Copy as text" />
        <button type="button" class="quiet" onClick={() => download('anchorlight-report.json', json())}>
          Download report
        </button>
      </div>
    </section>
  );
}
