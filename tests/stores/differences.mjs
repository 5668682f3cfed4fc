// Where Chromium and the engine differ, and why.

/** Each: the stores and the question, what the reason is, and where it is written. */
export const differences = [];
