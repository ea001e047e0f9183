import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import type { WriteMode, Writing } from '../../../shared/writing.ts';
import { useApp } from '../app-context.ts';
import { words } from '../words.ts';
import { NUMBERS, numberIn, withGuard, withLog, withNumber, type NumberId } from '../writing-draft.ts';
import { FieldInput } from './field-input.tsx';

type Props = {
  mode: WriteMode;
  writing: Writing;
  /** By the number they are about. */
  errors: Readonly<Record<string, string>>;
  onWriting: (writing: Writing) => void;
};

/** What else a report says about its tab; only what means something for the way its rows are written. */
export function WritingDetails(props: Props) {
  const { mode, writing, onWriting } = props;
  const { writing: text } = words;
  return (
    <>
      {mode === 'sync' && <RemovedRows {...props} />}
      {mode !== 'append' && <GuardDetails {...props} />}
      {mode === 'sync' && <LogDetails {...props} />}
      <Check
        title={text.warn}
        help={text.warnHelp}
        isOn={writing.warnOnEdit}
        onToggle={(warnOnEdit) => onWriting({ ...writing, warnOnEdit })}
      />
      {mode !== 'append' && (
        <Check
          title={text.pieces}
          help={text.piecesHelp}
          isOn={writing.inPlace}
          onToggle={(inPlace) => onWriting({ ...writing, inPlace })}
        />
      )}
    </>
  );
}

function GuardDetails(props: Props) {
  const { writing, onWriting } = props;
  const { writing: text } = words;
  return (
    <Check
      title={text.guard}
      help={text.guardHelp}
      isOn={writing.guard !== null}
      onToggle={(isOn) => onWriting(withGuard(writing, isOn))}
    >
      <NumberLine {...props} id="percent" after={text.percent} />
      <NumberLine {...props} id="few" after={text.few} />
    </Check>
  );
}

function LogDetails(props: Props) {
  const { writing, onWriting } = props;
  const { count } = useApp().format;
  const { writing: text } = words;
  const runs = writing.changeLogRuns;
  return (
    <Check
      title={text.log}
      help={text.logHelp}
      isOn={runs !== 0}
      onToggle={(isOn) => onWriting(withLog(writing, isOn))}
    >
      <NumberLine {...props} id="runs" after={text.logRuns(count(runs))} />
    </Check>
  );
}

function RemovedRows({ writing, onWriting }: Props) {
  const { writing: text } = words;
  const kinds = ['move', 'mark', 'delete'] as const;
  const choices = kinds.map((value) => ({ value, title: text.removedRows[value] }));
  return (
    <FieldInput
      field={{ id: 'removed', title: text.removed, kind: 'choice', required: true, help: text.removedHelp, choices }}
      value={writing.removedRows}
      onValue={(value) => {
        const removedRows = kinds.find((kind) => kind === value);
        if (removedRows) onWriting({ ...writing, removedRows });
      }}
    />
  );
}

type CheckProps = {
  title: string;
  help: string;
  isOn: boolean;
  onToggle: (isOn: boolean) => void;
  /** Goes on from `help`; only while it is on. */
  children?: ComponentChildren;
};

function Check({ title, help, isOn, onToggle, children }: CheckProps) {
  const id = useId();
  return (
    <div class="field">
      <label class="check">
        <input
          type="checkbox"
          checked={isOn}
          aria-describedby={id}
          onChange={(event) => onToggle(event.currentTarget.checked)}
        />
        {title}
      </label>
      {(isOn || children === undefined) && (
        <div class="under">
          <p id={id} class="small">
            {help}
          </p>
          {children}
        </div>
      )}
    </div>
  );
}

type NumberProps = Props & { id: NumberId; after: string };

/** A number inside a sentence. What is no whole number stays as it is typed. */
function NumberLine({ id, after, writing, errors, onWriting }: NumberProps) {
  const errorId = useId();
  const value = numberIn(writing, id) ?? 0;
  const [typed, setTyped] = useState(String(value));
  const { from, to } = NUMBERS[id];
  const error = errors[id];
  return (
    <>
      <label class="number-line">
        <input
          type="number"
          min={from}
          max={to}
          aria-label={words.writing.numberOf[id]}
          aria-invalid={error !== undefined}
          aria-describedby={errorId}
          value={typed}
          onInput={({ currentTarget: { value: text } }) => {
            setTyped(text);
            onWriting(withNumber(writing, id, text === '' ? NaN : Number(text)));
          }}
        />
        {after}
      </label>
      {error && (
        <p id={errorId} class="field-error">
          {error}
        </p>
      )}
    </>
  );
}
