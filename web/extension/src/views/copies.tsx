import { Copy } from '@anchorlight/ui/views';
import type { PageAnswer } from '../state.js';
import { helpdeskJson, helpdeskText } from './helpdesk.js';

/** The report for the helpdesk, for people and for tools. */
export function Copies({ answer }: { answer: PageAnswer }) {
  return (
    <div class="row copies" role="group" aria-label="Report for the helpdesk">
      <Copy text={() => helpdeskText(answer)} words="Copy report for the helpdesk" />
      <Copy text={() => helpdeskJson(answer)} words="Copy as JSON" />
    </div>
  );
}
