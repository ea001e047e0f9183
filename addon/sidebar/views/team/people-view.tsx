import { useState } from 'preact/hooks';
import type { Invitation, Member, MemberList, Removal } from '../../../../shared/people.ts';
import { useApp } from '../../app-context.ts';
import { isAdmin } from '../../catalogue.ts';
import { useLoaded } from '../../use-loaded.ts';
import { listed, words } from '../../words.ts';
import { Header } from '../header.tsx';
import { Loading } from '../loading.tsx';
import { Section } from '../section.tsx';
import { DomainsSection } from './domains-section.tsx';
import { FormerMembers } from './former-members.tsx';
import { InviteForm } from './invite-form.tsx';
import { InvitationLine } from './invitation-line.tsx';
import { LeaveSection } from './leave-section.tsx';
import { MemberLine } from './member-line.tsx';
import { RemovalReceipt } from './removal-receipt.tsx';

type People = MemberList & { invitations: Invitation[] };

/** Who is in the team, who is invited, who may join, and the ways out. */
export function PeopleView() {
  const { api, go, catalogue } = useApp();
  const admin = isAdmin(catalogue);
  const people = useLoaded<People>(async () => {
    const [list, invitations] = await Promise.all([api.members(), admin ? api.invitations() : []]);
    return { ...list, invitations };
  });
  const [removal, setRemoval] = useState<Removal>();
  const { people: text, team } = words;
  const onRemoved = (gone: Removal): void => {
    setRemoval(gone);
    void people.reload().catch(people.again);
  };
  return (
    <main class="view form people">
      <Header title={team.places.people} onBack={() => go({ view: 'team' })} />
      <Loading of={people}>
        {({ members, removed, invitations }) => (
          <>
            {removal && <RemovalReceipt removal={removal} onClose={() => setRemoval(undefined)} />}
            <ul class="lines">
              {members.map((member) => (
                <MemberLine
                  key={member.id}
                  member={member}
                  isLastAdmin={isLastAdmin(member, members)}
                  onChanged={people.reload}
                  onRemoved={onRemoved}
                />
              ))}
              {invitations.map((invitation) => (
                <InvitationLine key={invitation.id} invitation={invitation} onTaken={people.reload} />
              ))}
            </ul>
            <p class="small">{text.editors}</p>
            {admin && <InviteForm onInvited={people.reload} />}
            {admin && <DomainsSection />}
            {admin && removed.length > 0 && <FormerMembers removed={removed} />}
            {!admin && <Admins members={members} />}
            <LeaveSection />
          </>
        )}
      </Loading>
    </main>
  );
}

function isLastAdmin({ role }: Member, members: readonly Member[]): boolean {
  return role === 'admin' && members.filter((one) => one.role === 'admin').length === 1;
}

/** Whom a member asks. */
function Admins({ members }: { members: readonly Member[] }) {
  const admins = members.filter(({ role }) => role === 'admin').map(({ email }) => email);
  return (
    <Section title={words.people.roles.admin}>
      <p class="small">
        {words.team.onlyAdmins} {listed(admins)}
      </p>
    </Section>
  );
}
