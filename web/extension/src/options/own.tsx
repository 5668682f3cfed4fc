import {
  Choose,
  Entry,
  entryText,
  Failed,
  type File,
  Give,
  type Listed,
  listed,
  now,
  Paged,
  Short,
  type Shown,
  taking,
} from '@anchorlight/ui/views';
import type { StoreFiles } from 'anchorlight';
import { useMemo, useState } from 'preact/hooks';
import { ask, type Settings } from '../messages.js';
import { emptyDocument } from './empty.js';
import type { Model } from './model.js';
import { goTo, Option, Refused, Sure } from './parts.js';

/** Whether there is something to show: people may add certificates, or did when they might. */
export function showsOwn({ settings, stores }: Model): boolean {
  return settings.value?.allowOwnCertificates === true || stores.own.value !== undefined;
}

/** Certificates that the person trusts, apart from the organisation's. */
export function Own({ model, settings }: { model: Model; settings: Settings }) {
  if (!showsOwn(model)) return null;
  const read = model.stores.own.value;
  const shown = read?.trust?.documents[0];
  const forget = () => model.attempt(() => ask('forgetOwn', {}), 'Your own certificates are forgotten.');
  return (
    <Option id="own" title="Your own certificates">
      {settings.allowOwnCertificates ? (
        <p>
          Certificate authorities that you trust beside your organisation. They count only where the
          organisation’s trust store knows no issuer; a site that is trusted by one of them is shown as
          trusted by you. They never outweigh what the organisation distrusts. Without a trust store of the
          organisation, they alone decide.
        </p>
      ) : (
        <p class="decided">Your administrator does not allow them: they do not count any more.</p>
      )}
      {read?.failure && <Failed failure={read.failure} />}
      {shown && <List model={model} shown={shown} />}
      {read && (
        <Sure
          words="Forget all of your own"
          warning="What only they vouch for is not trusted any more. The organisation’s trust store stays as it is."
          act={forget}
        />
      )}
      {settings.allowOwnCertificates && <Add model={model} {...(shown && { shown })} />}
    </Option>
  );
}

const KINDS = ['anchors', 'endEntities', 'hints'] as const;

function List({ model, shown }: { model: Model; shown: Shown }) {
  const all = useMemo(() => KINDS.flatMap((kind) => listed(shown, kind)), [shown]);
  const remove = ({ certificate }: Listed) => {
    goTo('own');
    model.attempt(async () => {
      const out = certificate ? [certificate.sha256] : [];
      const document = await model.doors.editStore({ document: shown.file, remove: out });
      return all.length > 1 ? ask('own', { document }) : ask('forgetOwn', {});
    }, 'The certificate is removed.');
  };
  return (
    <Paged
      items={all}
      nouns={['certificate', 'certificates']}
      text={entryText}
      wanted={undefined}
      line={(one) => (
        <div class="own" key={one.certificate?.sha256}>
          <Entry listed={one} time={now()} open={false} />
          <button type="button" class="quiet" onClick={() => remove(one)}>
            Remove
            <span class="sr-only">
              {' '}
              <Short text={one.certificate?.subject.short ?? one.pointer} />
            </span>
          </button>
        </div>
      )}
    />
  );
}

function Add({ model, shown }: { model: Model; shown?: Shown }) {
  const [files, setFiles] = useState<File[]>([]);
  const take = (more: File[]) => {
    if (more.length > 0) setFiles([...files, ...more]);
  };
  const store = useMemo<StoreFiles>(
    () => ({ document: shown?.file ?? emptyDocument('My own certificates', now()) }),
    [shown],
  );
  const own = async (document: string) => {
    const report = await model.offer(() => ask('own', { document }));
    if (report.outcome === 'accepted') {
      setFiles([]);
      goTo('own');
    }
    return report;
  };
  return (
    <div class="option-part" {...taking(take)}>
      <h3>Add certificates</h3>
      <Give id="own" what="of your own" label="PEM text" next={files.length + 1} onFiles={take} />
      {files.length > 0 && (
        <Choose
          id="own"
          doors={model.doors}
          store={store}
          files={files}
          action="Trust them myself"
          take={own}
          told={(report) =>
            report.outcome === 'refused' && (
              <Refused id={report.refusal.id} data={report.refusal} lead="They were not added." />
            )
          }
        />
      )}
    </div>
  );
}
