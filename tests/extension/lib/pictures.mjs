// The pictures of docs/extension: what each shows, by the ids of the badges, reasons and parts (state.ts).

/** By file: its words in the guide, and what it shows. */
export const PICTURES = {
  organisation: ['Trusted by the organisation', 'badge.organisation'],
  'organisation-dark': ['The same in the dark', 'badge.organisation'],
  'public-roots': ["Trusted by the public web's roots only", 'badge.publicRoots'],
  own: ['Trusted by a certificate of one’s own', 'badge.own'],
  warnings: ['Trusted, with warnings', 'badge.warnings'],
  'not-trusted': ['Not trusted, with the reason and what to do', 'badge.notTrusted'],
  changed: ['Another key and another anchor than at the last visit', 'change'],
  'error-page': ["The browser's own error page", 'capture.error_page'],
  'passed-error': ['After somebody passed the error page in Chromium', 'source.asSent'],
  'leaf-only': ['The same in Firefox: the end entity alone', 'source.leafOnly'],
  'no-tls': ['A page that came without encryption', 'capture.no_tls'],
  'no-permission': ['A site that it may not look at yet', 'capture.no_permission'],
  'not-watched': ['A site that is not watched', 'capture.not_watched'],
  'no-answer': ['A site that does not answer', 'capture.no_answer'],
  'other-scheme': ['Something that is not a site', 'capture.scheme'],
  'refused-update': ['A newer document of the store was refused', 'store.refused'],
  'no-store': ['No trust store yet', 'capture.no_store'],
  explanation: ['The page in the place of one that is not trusted, in mode warn', 'warn'],
  block: ['The same in mode block', 'block'],
  report: ['The report beside the page', 'panel'],
  'report-dark': ['The report in the dark', 'panel'],
  options: ['The options under policy', 'options'],
};

/** Faults of browsers and sites that no picture is made of: they are told as the reasons above are. */
export const WITHOUT = [
  'capture.refused',
  'capture.no_chain',
  'capture.other_leaf',
  'capture.protected',
  'capture.failed',
];
