// Text from files, with nothing left in it that acts on the text around it.

const CONTROLS = /([\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}])/u;

/** A text in pieces: every second one is the code point of a control or format character. */
export function piecesOf(text: string): string[] {
  return text.split(CONTROLS).map((piece, index) => (index % 2 === 0 ? piece : codePoint(piece)));
}

/** The same as plain text, on one line, cut where it is longer than `longest`. */
export function inert(text: string, longest = 240): string {
  const letters = Array.from(text.slice(0, 4 * longest));
  const cut = letters.length > longest ? `${letters.slice(0, longest).join('')}…` : text;
  return piecesOf(cut)
    .map((piece, index) => (index % 2 === 0 ? piece : `<${piece}>`))
    .join('');
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
