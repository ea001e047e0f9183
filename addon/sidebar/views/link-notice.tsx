import type { Linking } from '../use-linking.ts';
import { words } from '../words.ts';
import { CopyText } from './copy-text.tsx';
import { Notice } from './notice.tsx';

/** Why linking did not work, what to send to whoever can help, and how it goes on after that. */
export function LinkNotice({ linking }: { linking: Linking }) {
  const { problem, forward, writerEmail, start } = linking;
  return (
    <Notice problem={problem}>
      {forward && <CopyText text={forward} label={words.access.copyMessage} isLong />}
      {writerEmail && !forward && <CopyText text={writerEmail} />}
      {writerEmail && (
        <button type="button" class="primary wide" onClick={() => start(true)}>
          {words.link.shared}
        </button>
      )}
    </Notice>
  );
}
