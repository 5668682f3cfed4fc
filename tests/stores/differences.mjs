// Where Chromium and the engine differ, and why. A row that is no longer needed fails the test.

/** Each: the stores and the question, the reason, and where it is written. */
export const differences = [
  {
    stores: ['plain'],
    question: 'a CA for a domain with a dot as www.stores.test',
    reason:
      'A dNSName constraint that begins with a dot is no base that the RFC defines. Chromium takes it for the domain without the dot, its subdomains alone; the engine does not guess, and refuses names of the form below it.',
    citation: 'RFC 5280 section 4.2.1.10',
  },
];
