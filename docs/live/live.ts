/**
 * What every live example shares. A live example is a file `docs/live/<page>.ts` that exports
 * `headline(): string`, the value it shows first, computed by the library alone (the check runs it in Node too), and calls
 * `live('<page>', headline, draw)`; its guide holds `<div id="live-<page>"></div>` and the script. `data-ready` tells the
 * check, and nobody else, that the page has drawn what it should.
 */
export function live(page: string, headline: () => string, draw: (root: HTMLElement) => void): void {
  if (typeof document === 'undefined') return;
  const root = document.getElementById(`live-${page}`);
  if (!root) return;
  root.style.cssText =
    'border:1px solid var(--color-accent, #999);border-radius:8px;padding:1rem;margin:1rem 0;overflow-x:auto';
  draw(root);
  root.dataset['ready'] = headline();
}

/** An element with text and children: short for the few that an example needs. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Partial<HTMLElementTagNameMap[K]> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

/** A labelled slider that calls back at once and at every change. */
export function slider(
  label: string,
  range: { min: number; max: number; value: number; step?: number },
  changed: (value: number) => void,
): HTMLElement {
  const input = element('input', {
    type: 'range',
    min: String(range.min),
    max: String(range.max),
    step: String(range.step ?? 1),
    value: String(range.value),
  });
  const shown = element('output');
  const update = (): void => {
    shown.value = ` ${input.value}`;
    changed(Number(input.value));
  };
  input.addEventListener('input', update);
  queueMicrotask(update);
  return element('label', {}, `${label} `, input, shown);
}
