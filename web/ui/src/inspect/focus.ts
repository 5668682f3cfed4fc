import { useLayoutEffect, useRef } from 'preact/hooks';

/** The focus goes to an element that appears, where the button that led to it is gone. */
export function useFocusThatWasLost() {
  const element = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    if (document.activeElement === document.body) element.current?.focus();
  }, []);
  return element;
}
