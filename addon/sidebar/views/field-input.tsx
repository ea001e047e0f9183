import type { ComponentChildren, TargetedInputEvent } from 'preact';
import { useId } from 'preact/hooks';
import type { CredentialInfo, Field } from '../../../shared/catalogue.ts';
import { useApp } from '../app-context.ts';
import { INCOMPLETE, instantOf, localOf } from '../local-time.ts';
import { words } from '../words.ts';
import { IdInput } from './id-input.tsx';

type Props = {
  field: CredentialInfo;
  value: string;
  /** The account whose events or apps the field may choose from. */
  accountId?: string | undefined;
  error?: string | undefined;
  onValue: (value: string) => void;
  autoFocus?: boolean;
  /** The id of a datalist with values to choose from. */
  list?: string;
  /** The title is said to screen readers only, because a heading above says it already. */
  isTitleHidden?: boolean;
};

/** One question of a form, with the control that fits its kind. */
export function FieldInput(props: Props) {
  const { field, error, isTitleHidden = false } = props;
  const id = useId();
  if (field.kind === 'flag') return <Flag {...props} id={id} />;
  return (
    <div class="field">
      <label for={id} class={isTitleHidden ? 'hidden' : undefined}>
        {field.title}
        {isFree(field) && <span class="optional"> {words.form.optional}</span>}
      </label>
      <Control {...props} id={id} />
      <Below id={id} help={field.help} error={error} />
      <AboutCredential {...field} />
    </div>
  );
}

/** Whether it may stay empty without a second thought; what no event means is in the field's own help. */
function isFree({ required, suggests }: Field): boolean {
  return !required && suggests === undefined;
}

type ControlProps = Props & { id: string };

function Control(props: ControlProps) {
  const { kind, suggests } = props.field;
  if (suggests && props.accountId) return <Ids {...props} suggests={suggests} accountId={props.accountId} />;
  if (kind === 'choice') return <Choice {...props} />;
  return kind === 'date-time' ? <DateTime {...props} /> : <Text {...props} />;
}

function describedBy(id: string, isBad: boolean): { id: string; 'aria-describedby': string; 'aria-invalid': boolean } {
  return { id, 'aria-describedby': `${id}-below`, 'aria-invalid': isBad };
}

function Text({ field, value, error, onValue, id, list, autoFocus = false }: ControlProps) {
  const shared = {
    ...describedBy(id, error !== undefined),
    value,
    required: field.required,
    ref: autoFocus ? focusOnce : null,
    onInput: (event: TargetedInputEvent<HTMLInputElement>) => onValue(event.currentTarget.value),
  };
  // "off" is ignored for passwords: the browser would offer the person's own Google password.
  if (field.kind === 'secret') return <input {...shared} type="password" autocomplete="new-password" />;
  return <input {...shared} type="text" autocomplete="off" spellcheck={false} {...(list && { list })} />;
}

type IdsProps = ControlProps & { suggests: 'events' | 'apps'; accountId: string };

function Ids({ field, suggests, accountId, value, error, onValue, id, autoFocus = false }: IdsProps) {
  return (
    <IdInput
      field={{ ...field, suggests }}
      accountId={accountId}
      value={value}
      onValue={onValue}
      described={describedBy(id, error !== undefined)}
      inputRef={autoFocus ? focusOnce : null}
    />
  );
}

function Choice({ field, value, error, onValue, id }: ControlProps) {
  const choices = field.choices ?? [];
  const isSettled = (field.required && value) || choices.some((choice) => choice.value === '');
  return (
    <select
      {...describedBy(id, error !== undefined)}
      value={value}
      onChange={(event) => onValue(event.currentTarget.value)}
    >
      {!isSettled && <option value="">{field.required ? words.form.choose : words.form.usual}</option>}
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.title}
        </option>
      ))}
    </select>
  );
}

/** The input speaks the spreadsheet's wall clock, the value is an instant. */
function DateTime({ value, error, onValue, id }: ControlProps) {
  const { timeZone } = useApp().format;
  return (
    <input
      {...describedBy(id, error !== undefined)}
      type="datetime-local"
      value={value ? localOf(value, timeZone) : ''}
      onInput={({ currentTarget: { value: local, validity } }) =>
        onValue(validity.badInput ? INCOMPLETE : (instantOf(local, timeZone) ?? ''))
      }
    />
  );
}

function Flag({ field, value, error, onValue, id }: ControlProps) {
  return (
    <div class="field">
      <label class="check">
        <input
          {...describedBy(id, error !== undefined)}
          type="checkbox"
          checked={value === 'true'}
          onChange={(event) => onValue(event.currentTarget.checked ? 'true' : 'false')}
        />
        {field.title}
      </label>
      <Below id={id} help={field.help} error={error} />
    </div>
  );
}

type BelowProps = { id: string; help: ComponentChildren; error: string | undefined };

function Below({ id, help, error }: BelowProps) {
  return (
    <p id={`${id}-below`} class={error ? 'field-error' : 'small'}>
      {error ?? help}
    </p>
  );
}

/** What whoever enters it has to know, folded to one line; nothing for other fields. */
function AboutCredential({ title, where, who, leastRight, couldDo }: CredentialInfo) {
  const { account: text } = words;
  const more = [
    [text.where, where],
    [text.who, who],
    [text.leastRight, leastRight],
    [text.couldDo, couldDo],
  ].filter(([, said]) => said);
  if (more.length === 0) return null;
  return (
    <details class="small quiet">
      <summary>
        {text.about}
        <span class="hidden">: {title}</span>
      </summary>
      <dl>
        {more.map(([name, said]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{said}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

const focused = new WeakSet<HTMLElement>();

function focusOnce(element: HTMLElement | null): void {
  if (!element || focused.has(element)) return;
  focused.add(element);
  element.focus();
}
