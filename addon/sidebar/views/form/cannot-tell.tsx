import type { DatasetInfo, ProviderInfo } from '../../../../shared/catalogue.ts';
import { words } from '../../words.ts';

type Props = { provider: ProviderInfo; dataset: DatasetInfo };

/** What one might look for in vain, out of the way until somebody looks. */
export function CannotTell({ provider, dataset: { cannotTell } }: Props) {
  if (cannotTell.length === 0) return null;
  return (
    <details class="small quiet">
      <summary>{words.form.cannotTell(provider.title)}</summary>
      <ul class="dots">
        {cannotTell.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </details>
  );
}
