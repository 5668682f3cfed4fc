// What the build adds to the language.
declare module '*.css';

declare module 'anchorlight/worker?worker&url' {
  const url: string;
  export default url;
}
