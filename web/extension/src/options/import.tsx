import { type File, Give, Short, sort, type Trust, taking } from '@anchorlight/ui/views';
import { useState } from 'preact/hooks';
import { Made } from './made.js';
import type { Model } from './model.js';
import { Offered } from './offered.js';
import { goTo, Option } from './parts.js';

interface Props {
  model: Model;
  /** What decides now. */
  trust?: Trust;
}

interface Given {
  files: File[];
  turn: number;
}

/** The way in for a document, or for CA certificates to make one of. */
export function Import({ model, trust }: Props) {
  // `turn` tells one set of files from the next, of whatever number.
  const [{ files, turn }, setGiven] = useState<Given>({ files: [], turn: 0 });
  const change = (to: (files: File[]) => File[]) =>
    setGiven(({ files, turn }) => ({ files: to(files), turn: turn + 1 }));
  const take = (more: File[]) => {
    if (more.length > 0) change((files) => [...files, ...more]);
  };
  const startAgain = () => change(() => []);
  const done = () => {
    // What was given meanwhile is another question.
    change((current) => current.filter((file) => !files.includes(file)));
    goTo('organisation');
  };
  const { document, others } = sort(files);
  return (
    <Option
      id="import"
      title={trust ? 'Import a newer version' : 'Import a trust store'}
      taking={taking(take)}
    >
      <p class="hint" id="import-hint">
        A trust store document, signed or not, with those that it includes beside it. Or CA certificates, PEM
        or DER, in any number of files.
      </p>
      <Give
        id="import"
        what="of the trust store"
        label="A document, or certificates as PEM text"
        describedBy="import-hint"
        next={files.length + 1}
        onFiles={take}
      />
      {files.length > 0 && (
        <div class="row">
          <span class="hint">
            <Short text={files.map(({ label }) => label).join(', ')} longest={200} />
          </span>
          <button type="button" class="quiet" onClick={startAgain}>
            Start again<span class="sr-only"> with other files</span>
          </button>
        </div>
      )}
      {document && others.length > 0 && (
        <p class="decided">
          The document decides alone: what is in the other files that are no documents is left out.
        </p>
      )}
      {document && <Offered key={turn} model={model} files={files} isFirst={!trust} onDone={done} />}
      {!document && files.length > 0 && (
        <Made model={model} files={files} {...(trust && { trust })} onDone={done} />
      )}
    </Option>
  );
}
