// Of what there is very much of, `npm test` takes every so many and `npm run exhaustive` all.

export const isExhaustive = process.env.ANCHORLIGHT_EXHAUSTIVE === '1';

const looks = ['light', 'dark'].flatMap((colorScheme) =>
  [
    { width: 1280, height: 900 },
    { width: 390, height: 844 },
  ].map((viewport) => ({ colorScheme, viewport })),
);

/** Light and dark, on a desk and on a phone: of the four all, or two that have nothing in common. */
export const LOOKS = isExhaustive ? looks : [looks[0], looks[3]];

/** How far it is from one that is looked at to the next. */
export const stepOf = (step) => (isExhaustive ? 1 : step);
