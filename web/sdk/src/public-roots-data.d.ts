/** Written by `cargo xtask roots`: the certificates, DER one after the other, as base64. */
export const base64: string;
