/** Gives an element the focus when it appears. The same function each time: drawing again must not take it back. */
export function focused(element: HTMLElement | null): void {
  element?.focus();
}
