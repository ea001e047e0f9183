import { CREDENTIALS, SELLER_ID } from './catalogue.ts';
import { plainUtc } from './instants.ts';
import { OveitError } from './oveit-error.ts';
import { type Parameters, required } from './parameters.ts';
import type { Json } from './resources.ts';
import type { OveitState } from './state.ts';

/** `seller/login`: a token for the account. */
export function login({ sessions, now, switches }: OveitState, parameters: Parameters): Json {
  const email = required(parameters, 'email');
  const password = required(parameters, 'password');
  if (email !== CREDENTIALS.email || password !== CREDENTIALS.password) throw new OveitError('login');
  const { tokenSeconds, sellerIdKey, role } = switches();
  const isOwner = role === 'owner';
  return {
    token: sessions.open(),
    user: {
      id: 19_204,
      email,
      [sellerIdKey]: SELLER_ID,
      role: isOwner ? 'seller' : 'staff',
      role_acl_type: isOwner ? 'owner' : 'checkin',
      role_acl_name: isOwner ? 'Owner' : 'Gate',
      permissions: isOwner ? ['api', 'rfid_pairing'] : ['rfid_pairing'],
    },
    expires_at: plainUtc(now() + tokenSeconds * 1000),
    expires_in: tokenSeconds,
  };
}
