// What the build and a package without types add to the language.
declare module '*.css';

declare module 'anchorlight/worker?worker&url' {
  const url: string;
  export default url;
}

declare module 'punycode/punycode.es6.js' {
  export function toUnicode(host: string): string;
}
