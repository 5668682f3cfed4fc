// The views one by one, for pages that put them together otherwise.
export { Failed, Problems } from './answer/failed.js';
export { Field, Hex } from './certificate/field.js';
export { useAnswer } from './changes/ask.js';
export { Choose } from './changes/choose.js';
export { isDocument, plainHex, readTrust, type Shown, sort, type Trust } from './documents.js';
export type { Doors, EditDoors, File, ReadDoors } from './doors.js';
export { download, Give, taking } from './files-view.js';
export { count, formatDate, formatTime, now } from './format.js';
export { Header } from './header.js';
export { addressOf, followAddress, place } from './place.js';
export { type Failure, fault } from './session.js';
export { Pieces, Sentence, Short, Value } from './text.js';
export { applyTheme } from './theme.js';
export { Entry } from './trust/entry.js';
export { Head } from './trust/head.js';
export { listed } from './trust/lists.js';
export { StoreView } from './trust/view.js';
