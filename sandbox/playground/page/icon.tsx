import type { VNode } from 'preact';

const PATHS = {
  undo: 'M12.5 8c-2.6 0-5 1-6.9 2.6L2 7v9h9l-3.6-3.6A8 8 0 0 1 20.1 16l2.4-.8A10.5 10.5 0 0 0 12.5 8z',
  bold: 'M15.6 10.8A3.9 3.9 0 0 0 17.3 8c0-2.3-1.8-4-4-4H7v14h7c2.1 0 3.7-1.7 3.7-3.8 0-1.5-.8-2.8-2.1-3.4zM10 6.5h3a1.5 1.5 0 0 1 0 3h-3zm3.5 9H10v-3h3.5a1.5 1.5 0 0 1 0 3z',
  italic: 'M10 4v3h2.2l-3.4 8H6v3h8v-3h-2.2l3.4-8H18V4z',
  ink: 'M11 3 5.5 17h2.3l1.1-3h6.2l1.1 3h2.3L13 3zm-1.4 9L12 5.7 14.4 12zM3 20h18v3H3z',
  fill: 'M16.6 9 7.6 0 6.2 1.4l2.4 2.4-5.2 5.1a1.5 1.5 0 0 0 0 2.1l5.5 5.6a1.5 1.5 0 0 0 2.1 0L16.6 11a1.5 1.5 0 0 0 0-2zM5.2 10 10 5.2 14.8 10zM19 11.5s-2 2.2-2 3.5a2 2 0 0 0 4 0c0-1.300-2-3.500-2-3.500zM3 20h18v3H3z',
  note: 'M5 3h14a2 2 0 0 1 2 2v9l-6 7H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2zm2 5v2h10V8zm0 4v2h6v-2z',
  filter: 'M10 18h4v-2h-4zM3 6v2h18V6zm3 7h12v-2H6z',
  lock: 'M18 8h-1V6A5 5 0 0 0 7 6v2H6a2 2 0 0 0-2 2v10a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2V10a2 2 0 0 0-2-2zM9 6a3 3 0 0 1 6 0v2H9z',
  plus: 'M19 13h-6v6h-2v-6H5v-2h6V5h2v6h6z',
  caret: 'M7 10l5 5 5-5z',
} as const;

export type IconName = keyof typeof PATHS;

/** A sign on a button that has a name of its own. */
export function Icon({ name, size = 18 }: { name: IconName; size?: number }): VNode {
  return (
    <svg viewBox="0 0 24 24" width={size} height={size} fill="currentColor" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
