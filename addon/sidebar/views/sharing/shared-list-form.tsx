import type { Report } from '../../../../shared/api.ts';
import type { Audience } from '../../../../shared/audiences.ts';
import { useApp } from '../../app-context.ts';
import { openColumns } from '../../shared-list-draft.ts';
import { useSharedListForm, type SharedListForm as Form } from '../../use-shared-list-form.ts';
import { listed, words } from '../../words.ts';
import { AppNotice } from '../app-notice.tsx';
import { BareInput } from '../bare-input.tsx';
import { FieldInput } from '../field-input.tsx';
import { Header } from '../header.tsx';
import { Mode } from '../mode.tsx';
import { Section } from '../section.tsx';
import { MaskList } from './mask-list.tsx';

type Props = { report: Report; list: Audience | undefined; onDone: () => void };

/** Makes or changes a list for others. */
export function SharedListForm({ report, list, onDone }: Props) {
  const form = useSharedListForm(report, list, onDone);
  const { draft, change, errors, choices, saving } = form;
  const { sharing: text } = words;
  const seen = openColumns(draft, choices);
  return (
    <main class="view form">
      <Header title={list ? text.changeTitle : text.newTitle} onBack={onDone} />
      <Section title={text.name}>
        <FieldInput
          field={{ id: 'name', title: text.name, kind: 'text', required: true, help: text.nameHelp }}
          value={draft.name}
          error={errors['name']}
          onValue={(name) => change({ ...draft, name })}
          isTitleHidden
        />
      </Section>
      <WhereSection form={form} report={report} isNew={list === undefined} />
      <Section title={text.columns} error={errors['columns']}>
        <p class="small">{text.columnsHelp}</p>
        <MaskList draft={draft} choices={choices} onDraft={change} />
        {seen.length > 0 && (
          <p class="small warning" role="status">
            {text.warnOpen(listed(seen))}
          </p>
        )}
      </Section>
      <ConsentSection form={form} />
      <footer class="footer">
        <AppNotice problem={saving.problem} />
        <button type="button" class="primary wide" aria-busy={saving.isBusy} onClick={form.save}>
          {saving.isBusy ? words.saving : words.save}
        </button>
      </footer>
    </main>
  );
}

type WhereProps = { form: Form; report: Report; isNew: boolean };

function WhereSection({ form: { draft, change, errors, isLink, setLink }, report, isNew }: WhereProps) {
  const { catalogue } = useApp();
  const { sharing: text, form: formText } = words;
  const choices = catalogue.spreadsheets
    .filter(({ id, state }) => id !== report.destination?.spreadsheet && state === 'linked')
    .map(({ id, title }) => ({ value: id, title: title ?? text.otherSheet }));
  return (
    <Section title={text.where}>
      {isNew && (
        <div role="radiogroup" aria-label={text.where} class="modes">
          <Mode name="where" {...text.byLink} isChosen={isLink} onChoose={() => setLink(true)} />
          <Mode name="where" {...text.bySheet} isChosen={!isLink} onChoose={() => setLink(false)} />
        </div>
      )}
      {!isNew && isLink && <p>{text.byLink.title}</p>}
      {!isLink && choices.length === 0 && <p class="small warning">{text.noSpreadsheets}</p>}
      {!isLink && choices.length > 0 && (
        <FieldInput
          field={{
            id: 'spreadsheet',
            title: text.spreadsheet,
            kind: 'choice',
            required: true,
            help: text.spreadsheetHelp,
            choices,
          }}
          value={draft.spreadsheet}
          error={errors['spreadsheet']}
          onValue={(spreadsheet) => change({ ...draft, spreadsheet })}
        />
      )}
      {!isLink && (
        <BareInput
          type="text"
          title={formText.tab}
          value={draft.tab}
          error={errors['tab']}
          onValue={(tab) => change({ ...draft, tab })}
        />
      )}
    </Section>
  );
}

function ConsentSection({ form: { draft, change, consents } }: { form: Form }) {
  const { sharing: text } = words;
  if (consents.length === 0) return null;
  const choices = [
    { value: '', title: text.consentAll },
    ...consents.map(({ id, title }) => ({ value: id, title: text.consentOf(title) })),
  ];
  return (
    <Section title={text.consent}>
      <FieldInput
        field={{ id: 'consent', title: text.consent, kind: 'choice', required: true, help: '', choices }}
        value={draft.consentColumn}
        onValue={(consentColumn) => change({ ...draft, consentColumn })}
        isTitleHidden
      />
    </Section>
  );
}
