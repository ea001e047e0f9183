import { useState } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { useTask } from '../../use-task.ts';
import { words } from '../../words.ts';
import { AppNotice } from '../app-notice.tsx';

type Offer = { id: string; sentence: string; team: string; join: () => Promise<unknown> };

/** Hidden for as long as the sidebar is open: the invitation itself stays. */
const put = new Set<string>();

/** Teams this person may join, where they are seen first. Nothing while there is none. */
export function Welcome() {
  const { catalogue, api } = useApp();
  const { invitations, joinable } = catalogue.me;
  const { welcome: text } = words;
  const offers: Offer[] = [
    ...invitations.map(({ id, workspaceName: team, invitedBy }) => ({
      id,
      team,
      sentence: text.invited(invitedBy, team),
      join: () => api.acceptInvitation(id),
    })),
    ...joinable.map(({ workspaceId: id, workspaceName: team, domain }) => ({
      id,
      team,
      sentence: text.joinable(team, domain),
      join: () => api.joinTeam(id),
    })),
  ];
  return (
    <>
      {offers.map((offer) => (
        <JoinOffer key={offer.id} offer={offer} />
      ))}
    </>
  );
}

function JoinOffer({ offer: { id, sentence, team, join } }: { offer: Offer }) {
  const { reload } = useApp();
  const [isHidden, setHidden] = useState(put.has(id));
  const joining = useTask();
  const { welcome: text } = words;
  if (isHidden) return null;
  const later = (): void => {
    put.add(id);
    setHidden(true);
  };
  const accept = (): void =>
    joining.start(async () => {
      await join();
      await reload();
    });
  return (
    <div class="offer" role="group" aria-label={sentence}>
      <p>{sentence}</p>
      <AppNotice problem={joining.problem} />
      <div class="actions">
        <button
          type="button"
          class="primary"
          aria-label={text.joinOf(team)}
          aria-busy={joining.isBusy}
          onClick={accept}
        >
          {joining.isBusy ? text.joining : text.join}
        </button>
        <button type="button" class="text" onClick={later}>
          {text.later}
        </button>
      </div>
    </div>
  );
}
