// Text from files, which may be hostile: text nodes only, isolated, controls visible, long values cut.
import { useState } from 'preact/hooks';
import { piecesOf } from './inert.js';
import type { Part, Piece } from './say.js';
import { say } from './say.js';

const LONGEST = 240;

/** A value that came from a file. */
export function Value({ text, longest = LONGEST }: { text: string; longest?: number }) {
  const [all, setAll] = useState(false);
  const letters = text.length > longest ? Array.from(text) : undefined;
  const cut = letters !== undefined && letters.length > longest;
  if (!cut) return <bdi class="value">{visible(text)}</bdi>;
  return (
    <>
      <bdi class={all ? 'value value-all' : 'value'}>
        {visible(all ? text : `${letters.slice(0, longest).join('')}…`)}
      </bdi>{' '}
      <button type="button" class="link" aria-expanded={all} onClick={() => setAll(!all)}>
        {all ? 'show less' : `show all ${letters.length} characters`}
      </button>
    </>
  );
}

/** A value in a place that cannot grow, such as a box of the picture or a file's name. */
export function Short({ text, longest = 80 }: { text: string; longest?: number }) {
  const letters = Array.from(text.slice(0, 4 * longest));
  const cut = letters.length > longest;
  return <bdi class="value">{visible(cut ? `${letters.slice(0, longest).join('')}…` : text)}</bdi>;
}

/** A sentence with the values from the files in it. */
export function Sentence({ id, part, data }: { id: string; part: Part; data?: object }) {
  return <Pieces pieces={say(id, part, data)} />;
}

export function Pieces({ pieces }: { pieces: Piece[] }) {
  return (
    <>
      {pieces.map((piece, index) =>
        // The pieces of a sentence never move.
        'words' in piece ? piece.words : <Value key={index} text={piece.value} />,
      )}
    </>
  );
}

/** Control and format characters by their code points, so that none of them acts. */
function visible(text: string) {
  const pieces = piecesOf(text);
  if (pieces.length === 1) return text;
  return pieces.map((piece, index) =>
    index % 2 === 0 ? (
      piece
    ) : (
      // The pieces of a text never move.
      <span key={index} class="control">
        {piece}
      </span>
    ),
  );
}
