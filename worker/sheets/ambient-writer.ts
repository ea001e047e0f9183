import { GoogleAuth, Impersonated } from 'google-auth-library';
import { forgetting, SCOPE, type WriterAccount } from './writer-account.ts';

/** What the machine's identity needs to ask for tokens of another account. */
const IAM_SCOPE = 'https://www.googleapis.com/auth/cloud-platform';

/** The library would look for the project of the machine, in half a dozen places; nobody asks for it. */
const NO_PROJECT = { projectId: 'not-asked-for' };

/**
 * The identity Google gives this machine: from the file GOOGLE_APPLICATION_CREDENTIALS names (workload identity federation), or from the
 * metadata server (Compute Engine, Cloud Run, Kubernetes Engine).
 *
 * @throws Error when there is none, or it has no address.
 */
export async function ambient(): Promise<WriterAccount> {
  const auth = new GoogleAuth({ scopes: [SCOPE], ...NO_PROJECT });
  const client = await clientOf(auth);
  const { client_email: email } = await auth.getCredentials().catch(() => ({ client_email: undefined }));
  // identities of a cluster are told by a name such as project.svc.id.goog
  if (!email?.includes('@'))
    throw new Error(
      'The Google identity of this machine has no e-mail address to share spreadsheets with. ' +
        'Set GOOGLE_WRITER_IMPERSONATE to a service account it may act as.',
    );
  return { email, client: forgetting(client) };
}

/** The same identity acting as a service account, for which it needs the role Service Account Token Creator. */
export async function impersonating({ email, origin }: { email: string; origin: string }): Promise<WriterAccount> {
  const sourceClient = await clientOf(new GoogleAuth({ scopes: [IAM_SCOPE], ...NO_PROJECT }));
  const options = { sourceClient, targetPrincipal: email, targetScopes: [SCOPE], endpoint: origin.replace(/\/+$/, '') };
  return { email, client: forgetting(new Impersonated(options)) };
}

async function clientOf(auth: GoogleAuth) {
  try {
    return await auth.getClient();
  } catch (cause) {
    const said = cause instanceof Error ? cause.message.split('\n')[0] : '';
    throw new Error(
      `This machine has no Google identity (${said}). Set GOOGLE_WRITER_KEY_FILE to a service account's key file, ` +
        'or GOOGLE_APPLICATION_CREDENTIALS to the file of a workload identity federation; see docs/deploy.md.',
      { cause },
    );
  }
}
