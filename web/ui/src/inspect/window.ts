// Of a list with any number of lines, those that are in sight.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** No browser scrolls much further than this; a longer list moves faster than its scroll bar says. */
const TALLEST = 8_000_000;
/** Lines above and below, so that scrolling shows no gap. */
const BEYOND = 8;

/** `height` is that of a line in pixels; the line `wanted` is brought into sight when it changes. */
export function useWindow(count: number, height: number, wanted: number) {
  const list = useRef<HTMLDivElement>(null);
  const [{ top, seen }, setScroll] = useState({ top: 0, seen: 0 });
  const total = Math.min(count * height, TALLEST);
  const room = Math.max(total - seen, 0);
  const fitting = seen / height;
  const most = Math.max(count - fitting, 0);
  const first = room === 0 ? 0 : Math.min(top / room, 1) * most;
  const from = Math.max(0, Math.floor(first) - BEYOND);
  const to = Math.min(count, Math.ceil(first + fitting) + BEYOND);
  const look = () => {
    const element = list.current;
    if (element && (element.scrollTop !== top || element.clientHeight !== seen))
      setScroll({ top: element.scrollTop, seen: element.clientHeight });
  };
  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    const observer = new ResizeObserver(look);
    observer.observe(element);
    look();
    return () => observer.disconnect();
  });
  useLayoutEffect(() => {
    const element = list.current;
    if (!element || wanted < 0 || seen === 0 || room === 0) return;
    const isAbove = wanted < first;
    if (!isAbove && wanted + 1 <= first + fitting) return;
    const isFar = Math.abs(wanted - first) > 2 * fitting;
    const goal = isFar ? wanted - fitting / 2 : isAbove ? wanted : wanted + 1 - fitting;
    element.scrollTop = (Math.min(Math.max(goal, 0), most) / most) * room;
    look();
  }, [wanted, count, seen]);
  return {
    list,
    look,
    from,
    to,
    /** How many lines fit. */
    page: Math.max(1, Math.floor(fitting)),
    total,
    /** Where the first line that is drawn has its place. */
    shift: top - (first - from) * height,
  };
}
