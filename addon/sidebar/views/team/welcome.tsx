import { useState } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { useTask } from '../../use-task.ts';
import { words } from '../../words.ts';
import { AppNotice } from '../app-notice.tsx';

type Offer = {
  id: string;
  sentence: string;
  team: string;
  join: () => Promise<unknown>;
  decline?: () => Promise<unknown>;
};

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
      decline: () => api.declineInvitation(id),
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

function JoinOffer({ offer: { id, sentence, team, join, decline } }: { offer: Offer }) {
  const { reload } = useApp();
  const [isHidden, setHidden] = useState(put.has(id));
  const joining = useTask();
  const { welcome: text } = words;
  if (isHidden) return null;
  const later = (): void => {
    put.add(id);
    setHidden(true);
  };
  const answer = (work: () => Promise<unknown>): void =>
    joining.start(async () => {
      await work();
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
          onClick={() => answer(join)}
        >
          {joining.isBusy ? text.joining : text.join}
        </button>
        <button type="button" class="text" onClick={later}>
          {text.later}
        </button>
        {decline && (
          <button type="button" class="text" onClick={() => answer(decline)}>
            {text.decline}
          </button>
        )}
      </div>
    </div>
  );
}
