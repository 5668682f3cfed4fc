// Generated from web/sdk/schema by scripts/types.mjs. Do not edit.
import type {Problem, Unreadable} from "./report.js";

/**
 * A file that is kept open.
 */
export interface Opened {
  /**
   * Certificates that could be read from it.
   */
  certificates: number;
  /**
   * SHA-256 of the file, hexadecimal: what a request calls it by.
   */
  digest: string;
  /**
   * What is wrong with the file itself; offsets are bytes in the file.
   */
  problems: Problem[];
  /**
   * Rules that could be read from it, where it is a list of public suffixes.
   */
  publicSuffixes?: number;
  /**
   * Revocation lists and OCSP responses that could be read from it.
   */
  revocationSources: number;
  /**
   * Objects in it that could not be read.
   */
  unreadable: Unreadable[];
}
