/** Written by scripts/sdk.mjs: the WebAssembly module for inspection as base64. */
export const base64: string;
