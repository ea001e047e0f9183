import { useApp } from '../app-context.ts';
import { words } from '../words.ts';

/** The way back to linking, for problems that it solves. */
export function RelinkButton() {
  const { go } = useApp();
  return (
    <button type="button" class="primary" onClick={() => go({ view: 'link' })}>
      {words.link.again}
    </button>
  );
}
