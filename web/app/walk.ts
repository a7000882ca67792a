const stops = '.groups summary, [data-walk]';

/** Go from entry to entry of a list by the arrow keys; from the field above it to its first. */
export function walk(event: KeyboardEvent): void {
  const root = event.currentTarget as HTMLElement;
  const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  const target = event.target as HTMLElement;
  if (by === 0 || event.altKey || target.closest('select, form, textarea')) return;
  const entries = [...root.querySelectorAll<HTMLElement>(stops)].filter((e) => e.checkVisibility());
  const field = root.querySelector<HTMLElement>('input[type="search"]');
  const at = entries.indexOf(target);
  const next = entries[at + by] ?? (at + by < 0 ? field : null);
  if (!next || (at < 0 && target !== field)) return;
  event.preventDefault();
  next.focus();
}
