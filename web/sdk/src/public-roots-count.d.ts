/** Written by scripts/sdk.mjs: how many certificates public-roots-data.js holds. */
export const count: number;
