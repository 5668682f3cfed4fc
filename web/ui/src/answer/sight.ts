import { useEffect, useRef } from 'preact/hooks';

/** Brings an element into sight when it appears: on a phone the answer stands below the question. */
export function useInSight() {
  const element = useRef<HTMLElement>(null);
  useEffect(() => {
    const below = document.querySelector('.question') && matchMedia('(max-width: 899px)').matches;
    if (!below) return;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    element.current?.scrollIntoView({ behavior: still ? 'instant' : 'smooth' });
  }, []);
  return element;
}
