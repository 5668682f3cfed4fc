// Of what there is very much of, `npm test` takes every so many and `npm run exhaustive` all.

export const isExhaustive = process.env.ANCHORLIGHT_EXHAUSTIVE === '1';

/** How far it is from one that is looked at to the next. */
export const stepOf = (step) => (isExhaustive ? 1 : step);
