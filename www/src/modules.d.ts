// What the build adds to the language.
declare module '*.css';

declare module 'anchorlight/worker?worker&url' {
  const url: string;
  export default url;
}

/** The samples inside of the single file (www/single.js). */
declare module 'virtual:samples' {
  const samples: { list: import('./samples.js').Listed[]; files: Record<string, string> };
  export default samples;
}
