import type { Report } from 'anchorlight';
import { Copy } from '../copy.js';

/** The report for other tools, or for whoever helps. */
export function Save({ report }: { report: Report }) {
  const text = () => `${JSON.stringify(report, null, 2)}\n`;
  return (
    <section class="panel save" aria-labelledby="save">
      <h2 id="save">Report</h2>
      <p class="hint">
        All of the above as JSON. It holds names and fingerprints from the certificates, and no keys.
      </p>
      <div class="row">
        <Copy text={text} words="Copy report" />
        <button type="button" class="quiet" onClick={() => download(text())}>
          Download report
        </button>
      </div>
    </section>
  );
}

function download(text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = 'anchorlight-report.json';
  link.click();
  // The browser has taken the bytes by the next turn.
  setTimeout(() => URL.revokeObjectURL(url));
}
