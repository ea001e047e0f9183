import type { ComponentChildren, VNode } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Point } from '../grid/use-pointer.ts';
import { px } from '../grid/axis.ts';

type PopoverProps = { at: Point; look?: string; role?: 'menu' | 'dialog'; label?: string; children: ComponentChildren };

/** A box beside a point, moved so that all of it is on screen. */
export function Popover({ at, look = '', role = 'menu', label, children }: PopoverProps): VNode {
  const element = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState(at);
  useLayoutEffect(() => {
    const box = element.current?.getBoundingClientRect();
    if (!box) return;
    const x = Math.max(8, Math.min(at.x, window.innerWidth - box.width - 8));
    const y = Math.max(8, Math.min(at.y, window.innerHeight - box.height - 8));
    setPlace({ x, y });
  }, [at.x, at.y]);
  return (
    <div
      ref={element}
      class={`popover ${look}`}
      role={role}
      aria-label={label}
      style={{ left: px(place.x), top: px(place.y) }}
    >
      {children}
    </div>
  );
}
