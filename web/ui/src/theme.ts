import { signal } from '@preact/signals';

export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const KEY = 'anchorlight.theme';
export const theme = signal<Theme>('auto');

/** As chosen on this device, or else as the system has it. */
export function applyTheme(): void {
  const kept = attempt(() => localStorage.getItem(KEY));
  setTheme(THEMES.find((known) => known === kept) ?? 'auto');
}

export function setTheme(chosen: Theme): void {
  theme.value = chosen;
  document.documentElement.dataset['theme'] = chosen;
  attempt(() => (chosen === 'auto' ? localStorage.removeItem(KEY) : localStorage.setItem(KEY, chosen)));
}

// Browsers can be told to keep nothing; the theme is then as long-lived as the page.
function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
