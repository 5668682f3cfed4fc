// Our own drawings, inline, so that nothing has to be loaded. All are decoration: a word stands beside each.
import type { ComponentChildren } from 'preact';

function Icon({ children, size = 16 }: { children: ComponentChildren; size?: number }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" width={size} height={size} aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

export const Tick = ({ size }: { size?: number }) => (
  <Icon {...(size ? { size } : {})}>
    <path d="M3 8.5 6.5 12 13 4.5" />
  </Icon>
);

export const Cross = ({ size }: { size?: number }) => (
  <Icon {...(size ? { size } : {})}>
    <path d="M4 4l8 8M12 4l-8 8" />
  </Icon>
);

export const Query = ({ size }: { size?: number }) => (
  <Icon {...(size ? { size } : {})}>
    <path d="M5.2 6a2.8 2.8 0 1 1 4.2 2.4C8.5 9 8 9.4 8 10.4M8 13v.3" />
  </Icon>
);

export const Warning = ({ size }: { size?: number }) => (
  <Icon {...(size ? { size } : {})}>
    <path d="M8 2 1.5 13.5h13zM8 6.5v3.2M8 11.6v.2" />
  </Icon>
);

export const Note = () => (
  <Icon>
    <circle cx="8" cy="8" r="6" />
    <path d="M8 7.3v4M8 4.7v.2" />
  </Icon>
);

export const Anchor = () => (
  <Icon>
    <circle cx="8" cy="3.2" r="1.7" />
    <path d="M8 5v9M5 7h6M2.5 9.5c0 3 2.5 4.5 5.5 4.5s5.5-1.5 5.5-4.5" />
  </Icon>
);

export const Bin = () => (
  <Icon>
    <path d="M4 4l8 8M12 4l-8 8" />
  </Icon>
);

export const Globe = ({ size }: { size?: number }) => (
  <Icon {...(size ? { size } : {})}>
    <circle cx="8" cy="8" r="6" />
    <path d="M2 8h12M8 2c3 3.5 3 8.500 0 12M8 2c-3 3.5-3 8.500 0 12" />
  </Icon>
);

export const Person = ({ size }: { size?: number }) => (
  <Icon {...(size ? { size } : {})}>
    <circle cx="8" cy="5" r="2.6" />
    <path d="M3 13.5c.4-3 2.3-4.3 5-4.3s4.6 1.3 5 4.3" />
  </Icon>
);

/** The mark: an anchor whose ring is a lamp. The same drawing is www/public/icon.svg. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" width="34" height="34" aria-hidden="true" focusable="false">
      <path class="mark-beam" d="M16 8 0 2.5v11zM16 8l16-5.5v11z" />
      <circle class="mark-lamp" cx="16" cy="8" r="4" />
      <path class="mark-anchor" d="M16 12v16M10.5 16.5h11M5 20c.4 5.4 5 8 11 8s10.600-2.600 11-8" />
    </svg>
  );
}
