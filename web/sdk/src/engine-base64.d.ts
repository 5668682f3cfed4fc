/** Written by scripts/sdk.mjs: the WebAssembly module as base64. */
export const base64: string;
