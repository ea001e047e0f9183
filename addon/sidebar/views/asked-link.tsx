import type { KeyLink } from '../../../shared/linking.ts';
import { useApp } from '../app-context.ts';
import { words } from '../words.ts';
import { CopyText } from './copy-text.tsx';

/** The address by which somebody else enters credentials. It is told this once. */
export function AskedLink({ link: { address, expiresAt } }: { link: KeyLink }) {
  const { format } = useApp();
  const { account: text } = words;
  return (
    <div class="receipt" role="status">
      <p>{text.asked}</p>
      <CopyText text={address} label={text.copyAddress} />
      <p class="small">{text.askedUntil(format.moment(expiresAt))}</p>
    </div>
  );
}
