import {
  addressOf,
  count,
  Failed,
  Field,
  formatTime,
  Head,
  now,
  Short,
  type Shown,
  type Trust,
} from '@anchorlight/ui/views';
import { ask, type Settings } from '../messages.js';
import { Import } from './import.js';
import type { Model } from './model.js';
import { Option, Refused, Sure } from './parts.js';

interface Props {
  model: Model;
  settings: Settings;
}

/** The store that decides: what it is, where it comes from, and the way in for another one. */
export function Organisation({ model, settings }: Props) {
  const read = model.stores.organisation.value;
  const managed = ['trustStore', 'trustStoreUrl'].some((name) => settings.managed.includes(name));
  const { refused } = settings.store;
  const forget = () => model.attempt(() => ask('forgetStore', {}), 'The trust store is forgotten.');
  return (
    <>
      <Option id="organisation" title="Your organisation’s trust store" managed={managed}>
        {managed && refused && (
          <>
            <Refused
              id={refused.id}
              data={refused.data}
              lead={
                read
                  ? 'The document that was offered last does not decide, and the one below still does.'
                  : 'The document that was offered does not decide.'
              }
            />
            <p class="hint">Since {formatTime(refused.at)}.</p>
          </>
        )}
        {read?.trust && <About trust={read.trust} settings={settings} />}
        {read?.failure && <Failed failure={read.failure} />}
        {!read && (
          <p>
            {managed
              ? 'Your administrator set one, and none is here yet. Until it is, the verdict on every site is “cannot say”.'
              : 'None is here. Without one there is nothing to judge a site by: import the one that your organisation publishes, or make one of its CA certificates.'}
          </p>
        )}
        {managed && <p class="hint">Nothing about it can be changed here.</p>}
        {!managed && read && (
          <Sure
            words="Forget this trust store"
            warning="No site is judged until another one is imported, and the next one is taken as a first one: any version, of anybody."
            act={forget}
          />
        )}
      </Option>
      {read?.trust && (
        <Head
          shown={read.trust.documents[0] as Shown}
          time={now()}
          about="The trust store document that decides"
        />
      )}
      {!managed && <Import model={model} {...(read?.trust && { trust: read.trust })} />}
    </>
  );
}

const FROM = {
  policy: 'your administrator’s policy',
  address: 'the address that your administrator set',
  import: 'a file that was imported on this page',
} as const;

function About({ trust, settings }: { trust: Trust; settings: Settings }) {
  const [shown] = trust.documents as [Shown];
  const { from } = settings.store;
  return (
    <>
      <dl class="fields">
        {from && (
          <Field name="Comes from">
            {FROM[from]}
            {from === 'address' && settings.trustStoreUrl && (
              <>
                , <Short text={settings.trustStoreUrl} longest={200} />
              </>
            )}
          </Field>
        )}
        <Field name="Holds">{holds(trust, shown)}</Field>
      </dl>
      <p>
        <a href={addressOf({ view: 'store', pointer: '' })}>Look at all that is in it</a>
      </p>
    </>
  );
}

/** "3 anchors, 1 hint, 12 distrusted entries": what it lists itself, then what it includes. */
function holds(trust: Trust, { report: { document } }: Shown): string {
  const { anchors = [], endEntities = [], hints = [], distrusted = {} } = document;
  const rules = Object.keys(document.rules ?? {}).length + (document.hosts?.length ?? 0);
  const refused = Object.values(distrusted).reduce((sum, list) => sum + list.length, 0);
  const counts = [
    count(anchors.length, 'anchor'),
    endEntities.length > 0 && count(endEntities.length, 'end entity', 'end entities'),
    hints.length > 0 && count(hints.length, 'hint'),
    refused > 0 && count(refused, 'distrusted entry', 'distrusted entries'),
    rules > 0 && count(rules, 'rule'),
    trust.documents.length > 1 && count(trust.documents.length - 1, 'included document'),
    trust.publicRoots && 'the public web’s roots',
  ];
  return counts.filter(Boolean).join(', ');
}
