import { useState } from 'preact/hooks';
import type { CredentialInfo } from '../../../shared/catalogue.ts';
import { words } from '../words.ts';
import { FieldInput } from './field-input.tsx';

type Props = {
  fields: readonly CredentialInfo[];
  /** The account whose events or apps may be chosen. */
  accountId?: string;
  values: Readonly<Record<string, string>>;
  errors: Readonly<Record<string, string>>;
  onValue: (id: string, value: string) => void;
  /** Puts the cursor into the first field. */
  autoFocus?: boolean;
};

/** The questions of a form; those that few people answer wait behind "More choices". */
export function FieldList(props: Props) {
  const { fields, values, errors } = props;
  const isRare = rarity(fields);
  const rare = fields.filter(isRare);
  const isWanted = rare.some(({ id }) => values[id] || errors[id]);
  const [isOpen, setOpen] = useState(isWanted);
  return (
    <>
      <Fields {...props} fields={fields.filter((field) => !isRare(field))} />
      {rare.length > 0 && (
        <details open={isOpen || isWanted} onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>{words.form.more}</summary>
          <div class="more">
            <Fields {...props} fields={rare} autoFocus={false} />
          </div>
        </details>
      )}
    </>
  );
}

/** Beside a choice of events, even texts are rare when they may stay empty. */
function rarity(fields: readonly CredentialInfo[]): (field: CredentialInfo) => boolean {
  const hasEvents = fields.some(({ suggests }) => suggests === 'events');
  return ({ required, kind, suggests }) => {
    if (required || suggests || kind === 'secret') return false;
    return kind !== 'text' || hasEvents;
  };
}

function Fields({ fields, accountId, values, errors, onValue, autoFocus = false }: Props) {
  return (
    <>
      {fields.map((field, index) => (
        <FieldInput
          key={field.id}
          field={field}
          accountId={accountId}
          value={values[field.id] ?? ''}
          error={errors[field.id]}
          onValue={(value) => onValue(field.id, value)}
          autoFocus={autoFocus && index === 0}
        />
      ))}
    </>
  );
}
