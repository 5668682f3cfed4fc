import { Mark } from './icons.js';
import { setTheme, THEMES, type Theme, theme } from './theme.js';

export function Header() {
  return (
    <header>
      <div class="header-inner">
        <Mark />
        <div class="header-words">
          <h1>Anchorlight</h1>
          <p>Is this certificate chain trusted by your organisation, and if not, why?</p>
        </div>
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
