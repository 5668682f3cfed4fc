import type { Rules as DocumentRules } from 'anchorlight';
import { Many } from '../certificate/many.js';
import type { Shown } from '../documents.js';
import { Pieces, Short, Value } from '../text.js';
import { ActionTag } from './clause.js';
import { ruleWords } from './words.js';

/** The rules for every path, then those for some hosts. */
export function Rules({ shown }: { shown: Shown }) {
  const { rules, hosts = [] } = shown.report.document;
  const general = entriesOf(rules);
  return (
    <section class="panel" aria-labelledby="store-rules" data-pointer="/rules" tabIndex={-1}>
      <div class="panel-head">
        <h2 id="store-rules">Rules</h2>
        {hosts.length > 0 && <p class="hint">A rule for hosts replaces the same one for all.</p>}
      </div>
      {general.length === 0 && <p class="hint">None for every path: RFC 5280 and the anchors decide.</p>}
      <List shown={shown} rules={general} pointer="/rules" />
      {hosts.map((entry, index) => (
        // The entries of a document never move.
        <div key={index} class="host-rules" data-pointer={`/hosts/${index}`} tabIndex={-1}>
          <h3>
            For <Value text={entry.hosts.join(', ')} />
          </h3>
          {entry.note && (
            <p class="hint">
              <Value text={entry.note} />
            </p>
          )}
          <List shown={shown} rules={entriesOf(entry.rules)} pointer={`/hosts/${index}/rules`} />
        </div>
      ))}
    </section>
  );
}

type Entry = [string, NonNullable<DocumentRules[keyof DocumentRules]>];

function entriesOf(rules: DocumentRules = {}): Entry[] {
  return Object.entries(rules) as Entry[];
}

/** Longer lists are cut in sentences. */
const MOST_IN_WORDS = 10;

function List({ shown, rules, pointer }: { shown: Shown; rules: Entry[]; pointer: string }) {
  return (
    <ul class="rules">
      {rules.map(([id, rule]) => (
        <li key={id} class={`rule rule-${rule.action}`} data-pointer={`${pointer}/${id}`} tabIndex={-1}>
          <p>
            <Pieces pieces={ruleWords(shown, id, rule)} />
          </p>
          <p class="rule-foot">
            <ActionTag action={rule.action} /> <code>{id}</code>
          </p>
          {Object.values(rule)
            .filter((value): value is string[] => Array.isArray(value) && value.length > MOST_IN_WORDS)
            .map((values) => (
              <Many key="" items={values} what="values" line={(value) => <Short text={value} />} />
            ))}
        </li>
      ))}
    </ul>
  );
}
