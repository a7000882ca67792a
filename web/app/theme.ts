/** How the page is coloured: as the system says, or as the user chose. */
export type Theme = 'auto' | 'light' | 'dark';

const key = 'huntbook-theme';
const system = matchMedia('(prefers-color-scheme: dark)');

/** The remembered choice. */
export function theme(): Theme {
  const stored = localStorage.getItem(key);
  return stored === 'light' || stored === 'dark' ? stored : 'auto';
}

/** Whether the page is dark right now. */
export function isDark(): boolean {
  return theme() === 'dark' || (theme() === 'auto' && system.matches);
}

/** Colour the page, and again whenever the system changes its mind; `changed` is told each time. */
export function startTheme(changed: () => void): void {
  apply();
  system.addEventListener('change', () => {
    apply();
    changed();
  });
}

/** Choose and remember. */
export function setTheme(choice: Theme): void {
  localStorage.setItem(key, choice);
  apply();
}

function apply(): void {
  const { classList } = document.documentElement;
  classList.toggle('wa-dark', isDark());
  classList.toggle('wa-light', !isDark());
}
