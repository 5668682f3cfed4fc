/** Written by scripts/sdk.mjs: the worker as one classic script that takes the module from `anchorlightModule`. */
export const source: string;
