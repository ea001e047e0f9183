/** Turns a field mask over CellData into one function that changes a cell. */
import { invalid, unsupported } from '../api-error.ts';
import type { CellData, CellFormat, ExtendedValue } from '../schema.generated.ts';
import { type Cell, cellOf, type CellExtra, type Scalar } from './cell.ts';
import { applyPath, parseUpdateMask } from './field-mask.ts';
import { normalFormat } from './format.ts';
import type { Draft } from './draft.ts';
import { demandLength, enteredFormula } from './input.ts';

export type CellChange = (cell: Cell | undefined, data: CellData) => Cell | undefined;

type Content = { readonly value: Scalar | undefined; readonly formula: string | undefined };

function isFormat(value: unknown): value is CellFormat {
  return typeof value === 'object' && value !== null;
}

function contentOf(draft: Draft, value: ExtendedValue | undefined): Content {
  if (!value) return { value: undefined, formula: undefined };
  if (value.formulaValue !== undefined) {
    return { value: undefined, formula: enteredFormula(draft, value.formulaValue) };
  }
  if (value.errorValue) throw invalid('userEnteredValue.errorValue cannot be written.');
  if (value.stringValue !== undefined) demandLength(value.stringValue);
  const literal = value.numberValue ?? value.stringValue ?? value.boolValue;
  return { value: literal === '' ? undefined : literal, formula: undefined };
}

const readOnly: ReadonlySet<string> = new Set(['effectiveValue', 'formattedValue', 'effectiveFormat', 'hyperlink']);
const unbuilt: ReadonlySet<string> = new Set(['dataSourceTable', 'dataSourceFormula']);
const extras = ['note', 'dataValidation', 'textFormatRuns', 'pivotTable'] as const;

type Plan = {
  readonly content: boolean;
  /** Paths below `userEnteredFormat`; an empty path is all of it. */
  readonly formats: readonly (readonly string[])[];
  readonly extras: readonly (typeof extras)[number][];
};

function planOf(fields: string | undefined): Plan {
  const paths = parseUpdateMask(fields, 'CellData');
  const top = new Set(paths.map(([name = '']) => name));
  if (fields !== '*') {
    for (const name of top) {
      if (unbuilt.has(name)) throw unsupported(`Cell field ${name}`);
      if (readOnly.has(name)) throw invalid(`Field ${name} is read-only and cannot be written.`);
    }
  }
  return {
    content: top.has('userEnteredValue'),
    formats: paths.filter(([name]) => name === 'userEnteredFormat').map(([, ...rest]) => rest),
    extras: extras.filter((name) => top.has(name)),
  };
}

/** A colour in the mask covers both of its forms; the one that was given wins. */
function pairedPath(path: readonly string[], given: CellFormat | undefined): readonly (readonly string[])[] {
  const [last = ''] = path.slice(-1);
  const partner = partners[last.replace(/Style$/, '')] ? last : undefined;
  if (partner === undefined || !given) return [path];
  const base = last.replace(/Style$/, '');
  return [
    [...path.slice(0, -1), base],
    [...path.slice(0, -1), `${base}Style`],
  ];
}

const partners: Readonly<Record<string, true>> = { backgroundColor: true, foregroundColor: true };

function changedFormat(
  before: CellFormat | undefined,
  given: CellFormat | undefined,
  paths: Plan['formats'],
): CellFormat | undefined {
  if (paths.length === 0) return before;
  if (paths.some((path) => path.length === 0)) return normalFormat(given);
  const all = paths.flatMap((path) => pairedPath(path, given ?? {}));
  const next = all.reduce<unknown>((format, path) => applyPath(format, given, path), before ?? {});
  return isFormat(next) && Object.keys(next).length > 0 ? normalFormat(next) : undefined;
}

function changedExtra(before: CellExtra | undefined, data: CellData, names: Plan['extras']): CellExtra | undefined {
  if (names.length === 0) return before;
  const given = Object.fromEntries(names.map((name) => [name, data[name] === '' ? undefined : data[name]]));
  return { ...before, ...given };
}

/** Many cells share a few formats: the outcome for one pair of objects is worked out once. */
function memory(
  paths: Plan['formats'],
): (before: CellFormat | undefined, given: CellFormat | undefined) => CellFormat | undefined {
  const none = {};
  const known = new WeakMap<object, WeakMap<object, { format: CellFormat | undefined }>>();
  return (before, given) => {
    const byBefore = known.get(given ?? none) ?? new WeakMap<object, { format: CellFormat | undefined }>();
    const found = byBefore.get(before ?? none) ?? { format: changedFormat(before, given, paths) };
    byBefore.set(before ?? none, found);
    known.set(given ?? none, byBefore);
    return found.format;
  };
}

const rememberedMasks = 100;
const masks = new Map<string | undefined, { plan: Plan; format: ReturnType<typeof memory> }>();

/** What a mask means, worked out once: batches repeat the same few. */
function readMask(fields: string | undefined): { plan: Plan; format: ReturnType<typeof memory> } {
  const known = masks.get(fields);
  if (known) return known;
  const plan = planOf(fields);
  const read = { plan, format: memory(plan.formats) };
  if (masks.size >= rememberedMasks) masks.clear();
  masks.set(fields, read);
  return read;
}

/** The change most bulk writes make. */
function contentChange(draft: Draft): CellChange {
  return (cell, { userEnteredValue: given }) => {
    const { value, formula } = contentOf(draft, given);
    return cellOf(value, formula, cell?.format, cell?.extra);
  };
}

/** The change a mask over CellData means. Throws for fields that cannot be written. */
export function cellChange(draft: Draft, fields: string | undefined): CellChange {
  const { plan, format } = readMask(fields);
  if (plan.content && plan.formats.length === 0 && plan.extras.length === 0) return contentChange(draft);
  return (cell, data) => {
    const content = plan.content
      ? contentOf(draft, data.userEnteredValue)
      : { value: cell?.value, formula: cell?.formula };
    const look = plan.formats.length > 0 ? format(cell?.format, data.userEnteredFormat) : cell?.format;
    return cellOf(content.value, content.formula, look, changedExtra(cell?.extra, data, plan.extras));
  };
}
