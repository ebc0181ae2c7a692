import { useLayoutEffect, useRef, useState, type RefObject } from 'react';

/** The width of an element: measured before the first paint, so that a chart never shows in a wrong size, and kept up to date. */
export function useWidth<T extends Element>(): [RefObject<T | null>, number] {
  const element = useRef<T>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const target = element.current;
    if (!target) return;
    const measure = () => setWidth(target.getBoundingClientRect().width);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(target);
    return () => observer.disconnect();
  }, []);
  return [element, width];
}
