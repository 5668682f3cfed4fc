import type { InspectedFile, InspectedForm } from 'anchorlight';
import { useEffect, useState } from 'preact/hooks';
import { Copy } from '../copy.js';
import { download } from '../files-view.js';

/** An object for other tools. */
export function Save({ file, index }: { file: InspectedFile; index: number }) {
  const pem = useForm(file, index, 'pem');
  const openssl = useForm(file, index, 'opensslText');
  const der = file.der(index);
  const json = () => `${JSON.stringify(file.objects[index], null, 2)}\n`;
  const name = `${file.objects[index]?.content.kind}-${index + 1}`;
  return (
    <div class="row">
      {pem && <Copy text={() => pem} words="Copy PEM" />}
      {openssl && <Copy text={() => openssl} words="Copy as OpenSSL prints it" />}
      <Copy text={json} words="Copy JSON" />
      {pem && <Down name={`${name}.pem`} contents={() => pem} words="Download PEM" />}
      {der && <Down name={`${name}.der`} contents={() => der} words="Download DER" />}
      <Down name={`${name}.json`} contents={json} words="Download JSON" />
    </div>
  );
}

/** A text form of an object, as soon as it is there; nothing where it has none. */
function useForm(file: InspectedFile, index: number, form: InspectedForm): string | undefined {
  const [text, setText] = useState<string>();
  useEffect(() => {
    let gone = false;
    file.export(index, form).then(
      (octets) => gone || setText(octets && new TextDecoder().decode(octets)),
      // A form that cannot be had now is not offered.
      () => gone || setText(undefined),
    );
    return () => {
      gone = true;
    };
  }, [file, index, form]);
  return text;
}

function Down(props: { name: string; contents: () => BlobPart; words: string }) {
  const { name, contents, words } = props;
  return (
    <button
      type="button"
      class="quiet"
      onClick={() => download(name, contents(), 'application/octet-stream')}
    >
      {words}
    </button>
  );
}
