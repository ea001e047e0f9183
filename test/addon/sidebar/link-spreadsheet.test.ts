import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GoogleProblem, type Google } from '../../../addon/sidebar/google.ts';
import { createIdentity } from '../../../addon/sidebar/identity.ts';
import { linkSpreadsheet, type LinkOutcome, type LinkStep } from '../../../addon/sidebar/link-spreadsheet.ts';
import { createWorkerApi } from '../../../addon/sidebar/worker-api.ts';
import { createSend } from '../../../addon/sidebar/worker-request.ts';
import { startFakeWorker, type FakeWorker } from '../fake-worker.ts';

let worker: FakeWorker;
beforeEach(async () => {
  worker = await startFakeWorker();
});
afterEach(() => worker.close());

type Sheet = Pick<Google, 'shareWithWriter' | 'writeProof'>;

async function link(sheet: Partial<Sheet> = {}, isShared = false) {
  const done: string[] = [];
  const steps: LinkStep[] = [];
  const google: Sheet = {
    shareWithWriter: async (email) => {
      done.push(`share ${email}`);
      return null;
    },
    writeProof: async (key) => void done.push(`mark ${key}`),
    ...sheet,
  };
  const api = createWorkerApi(
    createSend(
      worker.url,
      createIdentity(async () => 'token', Date.now),
    ),
  );
  const outcome = await linkSpreadsheet({
    api,
    google,
    spreadsheetId: 'sheet-0123456789',
    title: 'Spring gala',
    isShared,
    onStep: (step) => steps.push(step),
  });
  return { outcome, done, steps };
}

const refusing = (message: string) => () => Promise.reject(new GoogleProblem(message));
const problemOf = (outcome: LinkOutcome) => ('problem' in outcome ? outcome.problem : undefined);

describe('linking a spreadsheet', () => {
  it('shares it, leaves the mark and has it checked, in this order', async () => {
    const { outcome, done, steps } = await link();
    expect(outcome).toMatchObject({ linked: { state: 'linked' } });
    expect(done).toEqual(['share writer@willcall-test.example.com', 'mark willcall-link']);
    expect(steps).toEqual(['register', 'share', 'mark', 'check']);
  });

  it('gives the address to share with when this person may not share', async () => {
    const { outcome } = await link({ shareWithWriter: refusing('You do not have permission to share.') });
    expect(problemOf(outcome)).toMatchObject({
      step: 'share',
      title: 'Google did not let you share this spreadsheet.',
      writerEmail: 'writer@willcall-test.example.com',
    });
  });

  it.each([
    ['viewer', null, 'You may look', 'Anybody who can edit it', 'make me an editor'],
    [
      'editors',
      'ada@example.org',
      'Only the owner',
      'Send its owner, ada@example.org, the message',
      'Share > add this address',
    ],
    ['editors', null, 'Only the owner', 'in a shared drive: a manager', 'Share > add this address'],
    [
      'domain',
      'ada@example.org',
      'Your organisation',
      'looks after Google Workspace',
      'add the domain willcall-test.example.com',
    ],
  ] as const)(
    'says which rule forbids sharing (%s, owner %s), who can change it, and what to write to them',
    async (...row) => {
      const [why, owner, title, next, message] = row;
      const { outcome } = await link({ shareWithWriter: async () => ({ why, owner, said: 'Action not allowed' }) });
      const problem = problemOf(outcome);
      expect(problem).toMatchObject({ step: 'share', detail: 'Action not allowed' });
      expect(problem?.title).toContain(title);
      expect(problem?.next).toContain(next);
      expect(problem?.forward).toContain(message);
      expect(problem?.forward).toContain('“Spring gala”');
      expect(problem?.forward).toContain('https://docs.google.com/spreadsheets/d/sheet-0123456789/edit');
      expect('writerEmail' in (problem ?? {})).toBe(why === 'editors');
    },
  );

  it('does not share when somebody else has', async () => {
    const { outcome, done } = await link({}, true);
    expect(outcome).toHaveProperty('linked');
    expect(done).toEqual(['mark willcall-link']);
  });

  it('says who can help a person who may only look', async () => {
    const { outcome } = await link({ writeProof: refusing('You are trying to edit a protected …') });
    expect(problemOf(outcome)?.next).toBe('Ask its owner to make you an editor, then link it again.');
  });

  it.each([
    'We’re sorry, a server error occurred while reading from storage. Error code PERMISSION_DENIED.',
    'Authorization is required to perform that action.',
  ])('knows that two Google accounts are mixed up: %s', async (text) => {
    const { outcome } = await link({ shareWithWriter: refusing(text) });
    expect(problemOf(outcome)).toMatchObject({ title: 'Google mixed up two accounts.' });
    expect(problemOf(outcome)?.next).toContain('private window');
  });

  it('gives the worker’s reason, the next step and the number for help', async () => {
    worker.refuse('POST /v1/spreadsheets/:id/proof', 'spreadsheet-not-shared', 'The spreadsheet is not shared.');
    const { outcome } = await link();
    expect(problemOf(outcome)).toMatchObject({
      step: 'check',
      title: 'This spreadsheet is not shared with Willcall’s Google address.',
      next: 'Share it with this address as an editor (Share, top right), then try again:',
      reference: 'req-42',
      writerEmail: 'writer@willcall-test.example.com',
    });
  });
});
