import { useState } from 'preact/hooks';
import { DomainInput, type Domain } from '../../../../shared/people.ts';
import { useApp } from '../../app-context.ts';
import { useLoaded } from '../../use-loaded.ts';
import { useTask } from '../../use-task.ts';
import { words } from '../../words.ts';
import { ActionForm } from '../action-form.tsx';
import { AppNotice } from '../app-notice.tsx';
import { FieldInput } from '../field-input.tsx';
import { Loading } from '../loading.tsx';
import { Section } from '../section.tsx';

/** Organizations whose people join without an invitation. */
export function DomainsSection() {
  const { api } = useApp();
  const domains = useLoaded(() => api.domains());
  const [isAdding, setAdding] = useState(false);
  const { people: text } = words;
  const onAllowed = async (): Promise<void> => {
    setAdding(false);
    await domains.reload();
  };
  return (
    <Section title={text.domains}>
      <Loading of={domains}>
        {(list) => (
          <>
            {list.length === 0 && <p class="small">{text.noDomains}</p>}
            <ul class="lines">
              {list.map((domain) => (
                <DomainLine key={domain.id} domain={domain} onRefused={domains.reload} />
              ))}
            </ul>
          </>
        )}
      </Loading>
      {isAdding ? (
        <DomainForm onAllowed={onAllowed} onCancel={() => setAdding(false)} />
      ) : (
        <div class="actions flush">
          <button type="button" class="text" onClick={() => setAdding(true)}>
            {text.addDomain}
          </button>
        </div>
      )}
    </Section>
  );
}

function DomainLine({ domain: { id, domain }, onRefused }: { domain: Domain; onRefused: () => Promise<void> }) {
  const { api } = useApp();
  const refusing = useTask();
  const { people: text } = words;
  const refuse = (): void =>
    refusing.start(async () => {
      await api.refuseDomain(id);
      await onRefused();
    });
  return (
    <li>
      <div class="line">
        <span class="grow">{text.everybodyAt(domain)}</span>
        <button
          type="button"
          class="text"
          aria-label={text.refuseOf(domain)}
          aria-busy={refusing.isBusy}
          onClick={refuse}
        >
          {text.refuse}
        </button>
      </div>
      <AppNotice problem={refusing.problem} />
    </li>
  );
}

function DomainForm({ onAllowed, onCancel }: { onAllowed: () => Promise<void>; onCancel: () => void }) {
  const { api } = useApp();
  const [domain, setDomain] = useState('');
  const [error, setError] = useState<string>();
  const allowing = useTask();
  const { people: text } = words;
  const allow = (): void => {
    const input = DomainInput.safeParse({ domain: domain.trim().replace(/^@/, '') });
    setError(input.success ? undefined : text.domainWrong);
    if (!input.success) return;
    allowing.start(async () => {
      await api.allowDomain(input.data.domain);
      await onAllowed();
    });
  };
  return (
    <ActionForm action={text.allow} busy={words.saving} task={allowing} onSend={allow} onCancel={onCancel}>
      <FieldInput
        field={{ id: 'domain', title: text.domain, kind: 'text', required: true, help: text.domainHelp }}
        value={domain}
        error={error}
        onValue={setDomain}
        autoFocus
      />
    </ActionForm>
  );
}
