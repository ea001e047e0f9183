import type { Domain } from '../../shared/people.ts';
import { recordDeed } from '../db/audit.ts';
import { deleteDomain, insertDomain, type DomainRow } from '../db/domains.ts';
import { Failure } from '../failure.ts';
import { actorOf } from '../security/actor.ts';
import type { Caller } from '../security/identity.ts';
import type { JoinDeps } from './join.ts';
import { whileLocked } from './members.ts';

/** Domains in which anybody gets an address. Google hosts none of them for an organisation; naming them makes a clearer refusal. */
const PUBLIC = new Set(
  (
    'gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com icloud.com me.com mac.com aol.com ' +
    'proton.me protonmail.com pm.me gmx.com gmx.net gmx.de web.de mail.com mail.ru yandex.com yandex.ru zoho.com fastmail.com ' +
    'hey.com t-online.de orange.fr laposte.net free.fr ziggo.nl kpnmail.nl hotmail.co.uk yahoo.co.uk hotmail.fr hotmail.nl ' +
    'live.nl outlook.de qq.com 163.com naver.com comcast.net att.net verizon.net btinternet.com'
  ).split(' '),
);

export const toDomain = (row: DomainRow): Domain => ({
  id: row.id,
  domain: row.domain,
  approvedBy: row.created_by_name,
  createdAt: row.created_at.toISOString(),
});

function refuseUnlessOwn(domain: string, caller: Caller): void {
  const refuse = (why: string) => {
    throw new Failure('invalid-request', `The field "domain" is wrong: ${why} Invite people by their address instead.`);
  };
  if (PUBLIC.has(domain)) refuse(`anybody can have an address in ${domain}.`);
  if (caller.domain === null) refuse('only a domain that Google hosts can be approved, and your account is in none.');
  if (caller.domain !== domain) refuse(`you can approve your own domain only, ${caller.domain}.`);
}

/**
 * Lets everybody join whom Google counts to the admin's own domain. Only their own: a team that waits for the people of somebody else's
 * domain would be a trap for them.
 *
 * @throws Failure `invalid-request` for another domain, `conflict` when it was approved before.
 */
export async function approveDomain({ db }: Pick<JoinDeps, 'db'>, caller: Caller, domain: string): Promise<Domain> {
  refuseUnlessOwn(domain, caller);
  return await whileLocked(db, caller, {}, async ({ db: transaction, workspace }) => {
    const row = await insertDomain(transaction, {
      workspace_id: workspace.id,
      domain,
      created_by: caller.subject,
      created_by_name: caller.email,
    });
    if (!row) throw new Failure('conflict', `People of ${domain} may join already.`);
    await recordDeed(transaction, {
      workspaceId: workspace.id,
      actor: actorOf(caller),
      action: 'domain.approved',
      object: { kind: 'domain', id: row.id },
      details: { domain },
    });
    return toDomain(row);
  });
}

/** Whoever joined stays. @throws Failure `not-found` */
export async function withdrawDomain({ db }: Pick<JoinDeps, 'db'>, caller: Caller, id: string): Promise<void> {
  await whileLocked(db, caller, {}, async ({ db: transaction, workspace }) => {
    const row = await deleteDomain(transaction, workspace.id, id);
    if (!row) throw new Failure('not-found', 'There is no such domain.');
    await recordDeed(transaction, {
      workspaceId: workspace.id,
      actor: actorOf(caller),
      action: 'domain.withdrawn',
      object: { kind: 'domain', id },
      details: { domain: row.domain },
    });
  });
}
