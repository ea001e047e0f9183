import type { Connection, ConnectionInput } from '../../shared/api.ts';
import type { WorkerApi } from './worker-api.ts';
import { WorkerProblem } from './worker-problem.ts';

type AccountApi = Pick<WorkerApi, 'createAccount' | 'changeAccount' | 'testAccount' | 'deleteAccount'>;

/**
 * Saves a new ticketing account and tries it. One that the ticketing system refuses is taken away again.
 *
 * @returns the account, or null when it was refused.
 */
export async function addAccount(api: AccountApi, input: ConnectionInput): Promise<Connection | null> {
  const account = await api.createAccount(input);
  try {
    await api.testAccount(account.id);
    return account;
  } catch (error) {
    await api.deleteAccount(account.id);
    if (isRefusal(error)) return null;
    throw error;
  }
}

/** Replaces the credentials of an account, once the ticketing system accepts the new ones. @returns null when it does not. */
export async function replaceCredentials(
  api: AccountApi,
  account: Connection,
  { label, credentials }: ConnectionInput,
): Promise<Connection | null> {
  try {
    return await api.changeAccount(account.id, { label, credentials, tried: true });
  } catch (error) {
    if (isRefusal(error)) return null;
    throw error;
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof WorkerProblem && error.code === 'provider-auth';
}
