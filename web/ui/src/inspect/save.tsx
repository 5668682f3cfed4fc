// An object for other tools: in a form that is chosen, to be copied or to be kept as a file.
import type { InspectedFile, InspectedForm } from 'anchorlight';
import { useEffect, useState } from 'preact/hooks';
import { Copy } from '../copy.js';
import { download } from '../files-view.js';
import type { Notation } from './names.js';
import { plainText } from './plain.js';
import { waysOf } from './ways.js';

interface Form {
  words: string;
  ending: string;
  /** Octets are copied in hexadecimal. */
  binary?: boolean;
}

const FORMS = {
  pem: { words: 'PEM', ending: 'pem' },
  der: { words: 'DER', ending: 'der', binary: true },
  pkcs7Pem: { words: 'PKCS #7 in PEM', ending: 'p7b' },
  pkcs7: { words: 'PKCS #7 in DER', ending: 'p7b', binary: true },
  opensslText: { words: 'Text as OpenSSL prints it', ending: 'txt' },
  text: { words: 'Text as shown here', ending: 'txt' },
  json: { words: 'JSON', ending: 'json' },
} satisfies Record<string, Form>;

type Name = keyof typeof FORMS;

/** The forms of an object, but for those that everything has. */
function formsOf(file: InspectedFile, index: number): Name[] {
  switch (file.objects[index]?.content.kind) {
    case 'certificate':
    case 'revocationList':
      return ['pem', 'der', 'pkcs7Pem', 'pkcs7', 'opensslText'];
    case 'certificationRequest':
    case 'publicKey':
    case 'signedData':
    case 'ocspResponse':
      return ['pem', 'der'];
    default:
      return file.der(index) ? ['der'] : [];
  }
}

interface Props {
  file: InspectedFile;
  index: number;
  notation: Notation;
}

export function Save(props: Props) {
  const forms: Name[] = [...formsOf(props.file, props.index), 'text', 'json'];
  const [name, setName] = useState(forms[0] as Name);
  return (
    <div class="row save">
      <label>
        <span>Take it as</span>
        <select value={name} onChange={(event) => setName(event.currentTarget.value as Name)}>
          {forms.map((form) => (
            <option key={form} value={form}>
              {FORMS[form].words}
            </option>
          ))}
        </select>
      </label>
      <Take key={name} name={name} {...props} />
    </div>
  );
}

/** Both buttons, as soon as there is something to take. */
function Take({ name, ...props }: Props & { name: Name }) {
  const { ending, binary }: Form = FORMS[name];
  const contents = useContents(name, props);
  if (contents === undefined) return null;
  const text = () => (typeof contents === 'string' ? contents : textOf(contents, binary));
  const kind = props.file.objects[props.index]?.content.kind;
  return (
    <>
      <Copy text={text} words={binary ? 'Copy in hexadecimal' : 'Copy'} />
      <button
        type="button"
        class="quiet"
        onClick={() => download(`${kind}-${props.index + 1}.${ending}`, contents, 'application/octet-stream')}
      >
        Download
      </button>
    </>
  );
}

/** What the page has itself at once; what the engine writes as soon as it is there, and nothing where it cannot. */
function useContents(name: Name, { file, index, notation }: Props): string | Octets | undefined {
  const [octets, setOctets] = useState<Octets>();
  const own = name === 'text' || name === 'json' || name === 'der' ? name : undefined;
  useEffect(() => {
    if (own) return;
    let gone = false;
    file.export(index, name as InspectedForm).then(
      (octets) => gone || setOctets(octets),
      // A form that cannot be had now is not offered.
      () => {},
    );
    return () => {
      gone = true;
    };
  }, [file, index, name, own]);
  const object = file.objects[index];
  // The octets of a damaged object are taken as they stand.
  if (own === 'der') return file.der(index);
  if (own === 'json') return `${JSON.stringify(object, null, 2)}\n`;
  if (own === 'text') return object && plainText(object, waysOf(file)[index] ?? [], notation);
  return octets;
}

type Octets = Uint8Array<ArrayBuffer>;

function textOf(octets: Octets, binary = false): string {
  if (!binary) return new TextDecoder().decode(octets);
  return Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join('');
}
