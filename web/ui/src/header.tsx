import type { ComponentChildren } from 'preact';
import { Mark } from './icons.js';
import { setTheme, THEMES, type Theme, theme } from './theme.js';

/** `about` says what this page is for; `children` lead to its parts, where it has several. */
export function Header({ about, children }: { about: string; children?: ComponentChildren }) {
  return (
    <header>
      <div class="header-inner">
        <Mark />
        <div class="header-words">
          <h1>Anchorlight</h1>
          <p>{about}</p>
        </div>
        {children}
        <label class="theme">
          <span>Theme</span>
          <select value={theme.value} onChange={(event) => setTheme(event.currentTarget.value as Theme)}>
            {THEMES.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
    </header>
  );
}
