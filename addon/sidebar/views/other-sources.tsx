import { useApp } from '../app-context.ts';
import { datasetOf, providerOf } from '../catalogue.ts';
import { accountsFor } from '../offer.ts';
import { withAccount, withAnotherSource, withoutSource, type SourceDraft } from '../report-draft.ts';
import { sourceField } from '../report-errors.ts';
import type { ReportForm } from '../use-report-form.ts';
import { words } from '../words.ts';
import { AccountSelect } from './account-select.tsx';
import { CannotTell } from './form/cannot-tell.tsx';
import { Section } from './section.tsx';
import { SourceFields } from './source-fields.tsx';

/** As many as the worker takes. */
const MOST = 20;

/** Further accounts or events whose rows land in the same tab, and the way to add one. */
export function OtherSources({ form }: { form: ReportForm }) {
  const { catalogue } = useApp();
  const { draft, change } = form;
  const accounts = accountsFor(draft.dataset, catalogue);
  const unused = accounts.find(({ id }) => draft.sources.every(({ accountId }) => accountId !== id));
  const next = unused ?? accounts[0];
  return (
    <>
      {draft.sources.slice(1).map((source, index) => (
        <OtherSource key={source.key} form={form} source={source} number={index + 2} />
      ))}
      {next && draft.sources.length < MOST && (
        <div class="another">
          <button type="button" class="text" onClick={() => change(withAnotherSource(draft, catalogue, next.id))}>
            + {words.form.another}
          </button>
        </div>
      )}
    </>
  );
}

type Props = { form: ReportForm; source: SourceDraft; number: number };

function OtherSource({ form, source, number }: Props) {
  const { catalogue, format } = useApp();
  const { draft, change, errors } = form;
  const { form: text } = words;
  const provider = providerOf(catalogue, source.accountId);
  const dataset = datasetOf(provider, draft.dataset);
  const count = format.count(number);
  return (
    <Section
      title={text.also(count)}
      error={errors[sourceField(source.key, 'account')]}
      action={
        <button
          type="button"
          class="text"
          aria-label={text.takeOutOf(count)}
          onClick={() => change(withoutSource(draft, source.key))}
        >
          {text.takeOut}
        </button>
      }
    >
      <AccountSelect
        label={words.steps.titles.account}
        accounts={accountsFor(draft.dataset, catalogue)}
        chosen={source.accountId}
        onChoose={(id) => change(withAccount(draft, catalogue, source.key, id))}
      />
      {provider && dataset && <CannotTell provider={provider} dataset={dataset} />}
      {dataset && <SourceFields form={form} source={source} dataset={dataset} />}
    </Section>
  );
}
