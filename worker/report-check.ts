import type { Field, PreviewInput, Scope } from '../shared/api.ts';
import { standardColumnIds } from '../shared/columns.ts';
import { toInstant, isCalendarDate } from '../shared/dates.ts';
import { Failure } from './failure.ts';
import type { Credentials, Dataset, Provider } from './providers/provider.ts';

/** A sentence naming the first credential that is missing, unknown or not one of its choices; null when they fit. */
export function credentialsMisfit(provider: Provider, credentials: Credentials): string | null {
  return valuesMisfit(provider.credentials, credentials);
}

/**
 * Finds the dataset a report asks for and checks its scope and columns.
 *
 * @returns the dataset with the columns to use (the standard ones when none are named).
 * @throws Failure `invalid-request` naming the field.
 */
export function checkReport(
  provider: Provider,
  input: Pick<PreviewInput, 'dataset' | 'scope' | 'columns'>,
): { dataset: Dataset; columns: string[] } {
  const dataset = provider.datasets.find(({ id }) => id === input.dataset);
  if (!dataset) throw refused(`What to bring in: ${provider.title} does not offer "${input.dataset}".`);
  const misfit = valuesMisfit(dataset.scope, input.scope) ?? dataset.misfit(input.scope);
  if (misfit !== null) throw refused(misfit);
  return { dataset, columns: columnsOf(dataset, input.columns) };
}

function columnsOf(dataset: Dataset, asked: readonly string[]): string[] {
  const unknown = asked.find((id) => !dataset.columns.some((column) => column.id === id));
  if (unknown !== undefined) throw refused(`Columns: there is no column "${unknown.slice(0, 80)}".`);
  const twice = asked.find((id, index) => asked.indexOf(id) !== index);
  if (twice !== undefined) throw refused(`Columns: "${twice.slice(0, 80)}" is chosen twice.`);
  return asked.length > 0 ? [...asked] : standardColumnIds(dataset.columns);
}

function valuesMisfit(fields: readonly Field[], values: Scope): string | null {
  const unknown = Object.keys(values).find((id) => !fields.some((field) => field.id === id));
  if (unknown !== undefined) return `There is no field "${unknown.slice(0, 80)}" here.`;
  for (const field of fields) {
    const problem = problemOf(field, values[field.id]?.trim() ?? '');
    if (problem !== null) return `${field.title}: ${problem}`;
  }
  return null;
}

type Check = (value: string, field: Field) => string | null;

const CHECKS: Record<Field['kind'], Check> = {
  text: () => null,
  secret: () => null,
  flag: (value) => (value === 'true' || value === 'false' ? null : 'must be yes or no ("true" or "false").'),
  choice: (value, { choices }) => (choices?.some((one) => one.value === value) ? null : 'is not one of the choices.'),
  'date-time': (value) =>
    isCalendarDate(value) || toInstant(value) !== null ? null : 'is no date. Write it like 2027-05-21.',
};

function problemOf(field: Field, value: string): string | null {
  if (value === '') return field.required ? 'is missing.' : null;
  return CHECKS[field.kind](value, field);
}

const refused = (message: string) => new Failure('invalid-request', message);
