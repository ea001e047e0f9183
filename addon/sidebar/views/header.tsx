import { useEffect, useRef } from 'preact/hooks';
import { words } from '../words.ts';

/** `backTitle`: where the way back leads, when there is another Back in the view. */
type Props = { title: string; onBack?: () => void; backTitle?: string };

/** The view's heading; takes the focus when the view appears and no field wants it, so that a screen reader says where it is. */
export function Header({ title, onBack, backTitle = words.back }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <header class="header">
      {onBack && (
        <button type="button" class="icon" aria-label={backTitle} title={backTitle} onClick={onBack}>
          <svg viewBox="0 0 20 20" aria-hidden="true">
            <path d="M12 4l-6 6 6 6" />
          </svg>
        </button>
      )}
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
    </header>
  );
}
