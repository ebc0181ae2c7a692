import { useState, type KeyboardEvent, type PointerEvent } from 'react';
import { bucketAt, type Selection } from './brush';

/** Moves the pointer less than this and it was a click on one bar. */
const clickDistance = 4;

interface Brush {
  selection: Selection | null;
  active: number;
  onPointerDown: (event: PointerEvent<SVGSVGElement>) => void;
  onPointerMove: (event: PointerEvent<SVGSVGElement>) => void;
  onPointerUp: (event: PointerEvent<SVGSVGElement>) => void;
  onPointerLeave: () => void;
  onKeyDown: (event: KeyboardEvent<SVGSVGElement>) => void;
  onFocusBar: (index: number) => void;
  hovered: number | null;
}

/** Selecting bars with the mouse (drag, or click for one) and the keyboard (arrows, Shift to extend, Enter to zoom, Escape to let go). */
export function useBrush(count: number, left: number, width: number, onSelect: (selection: Selection) => void): Brush {
  const [selection, setSelection] = useState<Selection | null>(null);
  const [startX, setStartX] = useState<number | null>(null);
  const [active, setActive] = useState(0);
  const [hovered, setHovered] = useState<number | null>(null);

  const x = (event: PointerEvent<SVGSVGElement>) => event.clientX - event.currentTarget.getBoundingClientRect().left - left;

  function done(chosen: Selection): void {
    setSelection(null);
    setStartX(null);
    onSelect(chosen);
  }

  function move(svg: SVGSVGElement, to: number, extend: boolean): void {
    const next = Math.min(count - 1, Math.max(0, to));
    setSelection(extend ? { anchor: selection?.anchor ?? active, focus: next } : null);
    setActive(next);
    svg.querySelector<SVGElement>(`[data-bar="${next}"]`)?.focus();
  }

  return {
    selection,
    active: Math.min(active, Math.max(0, count - 1)),
    hovered,
    onFocusBar: setActive,
    onPointerDown(event) {
      if (event.button !== 0) return;
      const at = bucketAt(x(event), width, count);
      event.currentTarget.setPointerCapture?.(event.pointerId);
      setStartX(x(event));
      setSelection({ anchor: at, focus: at });
    },
    onPointerMove(event) {
      const at = bucketAt(x(event), width, count);
      setHovered(at);
      if (startX !== null && selection) setSelection({ anchor: selection.anchor, focus: at });
    },
    onPointerUp(event) {
      if (startX === null || !selection) return;
      const end = bucketAt(x(event), width, count);
      done(Math.abs(x(event) - startX) < clickDistance ? { anchor: end, focus: end } : { anchor: selection.anchor, focus: end });
    },
    onPointerLeave: () => setHovered(null),
    onKeyDown(event) {
      const svg = event.currentTarget;
      if (event.key === 'ArrowRight') move(svg, active + 1, event.shiftKey);
      else if (event.key === 'ArrowLeft') move(svg, active - 1, event.shiftKey);
      else if (event.key === 'Home') move(svg, 0, event.shiftKey);
      else if (event.key === 'End') move(svg, count - 1, event.shiftKey);
      else if (event.key === 'Enter' || event.key === ' ') done(selection ?? { anchor: active, focus: active });
      else if (event.key === 'Escape' && selection) {
        setSelection(null);
        setStartX(null);
      } else return;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}
