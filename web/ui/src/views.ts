// The parts that another page is put together from, such as those of the browser extension.
export { Vouched } from './answer/anchor.js';
export { reportText } from './answer/text.js';
export { First } from './answer/verdict.js';
export { Copy } from './copy.js';
export type { Doors, File } from './doors.js';
export { engineDoors } from './engine.js';
export { colons, formatDate, formatTime } from './format.js';
export { Anchor, Cross, Globe, Mark, Note, Person, Query, Tick, Warning } from './icons.js';
export { inert } from './inert.js';
export { nameOf, roleOf } from './people.js';
export { allow } from './policy.js';
export { say, sayPlainly, subjectOf } from './say.js';
export { Sentence, Short, Value } from './text.js';
export { applyTheme } from './theme.js';
