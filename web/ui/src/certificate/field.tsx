// What the details of certificates and of revocation lists are made of.
import type { Name } from 'anchorlight';
import type { ComponentChildren } from 'preact';
import { Copy } from '../copy.js';
import { colons } from '../format.js';
import { Short, Value } from '../text.js';

interface FieldProps {
  name: string;
  /** Where it stands in a trust store document. */
  pointer?: string;
  children: ComponentChildren;
}

export function Field({ name, pointer, children }: FieldProps) {
  return (
    <div data-pointer={pointer} tabIndex={pointer === undefined ? undefined : -1}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

export function NameView({ name }: { name: Name }) {
  if (name.attributes.length === 0) return <>empty</>;
  return (
    <ul class="attributes">
      {name.attributes.map((attribute, index) => (
        // The attributes of a name never move.
        <li key={index}>
          <span class="attribute-type">
            <Short text={attribute.type} />
          </span>{' '}
          <Value text={attribute.value} />
        </li>
      ))}
    </ul>
  );
}

export function Hex({ hex, copy }: { hex: string; copy?: string }) {
  const text = colons(hex);
  return (
    <span class="hex">
      <code>
        <Value text={text} />
      </code>
      {copy && <Copy text={() => text} words={`Copy ${copy}`} />}
    </span>
  );
}
