import { useApp } from '../app-context.ts';
import { needsLink, needsWriter, type Problem } from '../problem.ts';
import { words } from '../words.ts';
import { CopyText } from './copy-text.tsx';
import { Notice } from './notice.tsx';

/** A failure with, where there is one, the way to do what it asks for. */
export function AppNotice({ problem }: { problem: Problem | undefined }) {
  return <Notice problem={problem}>{problem && hasWay(problem) && <Way problem={problem} />}</Notice>;
}

function hasWay(problem: Problem): boolean {
  return needsLink(problem) || needsWriter(problem) || problem.code === 'provider-auth';
}

function Way({ problem }: { problem: Problem }) {
  const { go, catalogue } = useApp();
  if (needsWriter(problem)) return <CopyText text={catalogue.spreadsheet?.writerEmail ?? ''} />;
  const isLink = needsLink(problem);
  return (
    <button type="button" class="primary" onClick={() => go({ view: isLink ? 'link' : 'accounts' })}>
      {isLink ? words.link.again : words.home.accounts}
    </button>
  );
}
