import { useApp } from '../app-context.ts';
import type { Format } from '../format.ts';
import { columnsOf } from '../offer.ts';
import type { RetentionDraft } from '../retention-draft.ts';
import type { ReportForm } from '../use-report-form.ts';
import { words } from '../words.ts';
import { BareInput } from './bare-input.tsx';
import { FieldInput } from './field-input.tsx';
import { Fold } from './form/fold.tsx';

const KINDS = ['days', 'until', 'none'] as const;

/** How long the tab shows personal data; only where the report has any. */
export function RetentionSection({ form: { draft, change, errors, editing } }: { form: ReportForm }) {
  const { catalogue, format } = useApp();
  const { retention } = draft;
  const { title, help, kinds, days, until, due, cleared } = words.retention;
  const isPersonal = columnsOf(draft, catalogue).some(
    ({ id, personal }) => personal !== 'none' && draft.columns.includes(id),
  );
  if (!isPersonal) return null;
  const set = (next: Partial<RetentionDraft>): void => change({ ...draft, retention: { ...retention, ...next } });
  const choices = KINDS.map((value) => ({ value, title: kinds[value] }));
  return (
    <Fold title={title} now={nowOf(retention, format)} isWanted={errors['retention'] !== undefined}>
      <FieldInput
        field={{
          id: 'retention',
          title,
          kind: 'choice',
          required: true,
          help: retention.kind === 'none' ? '' : help,
          choices,
        }}
        value={retention.kind}
        onValue={(value) => set({ kind: KINDS.find((kind) => kind === value) ?? 'days' })}
      />
      {retention.kind === 'days' && (
        <BareInput
          type="number"
          title={days}
          value={retention.days}
          error={errors['retention']}
          onValue={(value) => set({ days: value === '' ? NaN : Number(value) })}
        />
      )}
      {retention.kind === 'until' && (
        <BareInput
          type="date"
          title={until}
          value={retention.until}
          error={errors['retention']}
          onValue={(day) => set({ until: day })}
        />
      )}
      {editing?.clearedAt && <p class="small warning">{cleared(format.day(editing.clearedAt))}</p>}
      {editing?.retentionDue && !editing.clearedAt && <p class="small">{due(format.day(editing.retentionDue))}</p>}
    </Fold>
  );
}

function nowOf({ kind, days, until }: RetentionDraft, { count, day }: Format): string {
  const { howLong, howLongUntil, howLongNever } = words.steps;
  if (kind === 'none') return howLongNever;
  if (kind === 'days') return Number.isNaN(days) ? '' : howLong(count(days));
  return until ? howLongUntil(day(`${until}T12:00:00Z`)) : '';
}
