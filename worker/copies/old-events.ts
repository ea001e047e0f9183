import type { Scope } from '../../shared/api.ts';
import type { DatasetId, Field, ProviderInfo } from '../../shared/catalogue.ts';
import type { CopyInput } from '../../shared/copies.ts';

/** An event that stands in a field of what a report asks of an account. */
export type EventUse = { readonly connectionId: string; readonly field: string; readonly id: string };

/** What a report asks of one account. */
export type AskedSource = { readonly connectionId: string; readonly provider: string; readonly scope: Scope };

type Catalogue = readonly ProviderInfo[];

/** The fields of a dataset that name events. */
function eventFields(catalogue: Catalogue, provider: string, dataset: DatasetId): Field[] {
  const known = catalogue.find(({ id }) => id === provider)?.datasets.find(({ id }) => id === dataset);
  return (known?.scope ?? []).filter(({ suggests }) => suggests === 'events');
}

/** Values of a field: separated by commas where it takes several. */
function valuesOf({ several = false }: Field, value = ''): string[] {
  const values = several ? value.split(',') : [value];
  return values.map((one) => one.trim()).filter((one) => one !== '');
}

/** The events a source names, each once. A list of all events names none. */
export function eventsOf(catalogue: Catalogue, dataset: DatasetId, source: AskedSource): EventUse[] {
  const { connectionId, provider, scope } = source;
  return eventFields(catalogue, provider, dataset).flatMap((field) =>
    [...new Set(valuesOf(field, scope[field.id]))].map((id) => ({ connectionId, field: field.id, id })),
  );
}

/** One text for an event of an account, to tell it from others. */
export const eventKey = ({ connectionId, field, id }: EventUse): string => JSON.stringify([connectionId, field, id]);

/** What was chosen for each old event. */
export function chosenEvents(events: CopyInput['events']): ReadonlyMap<string, string> {
  return new Map(events.map(({ to, ...old }) => [eventKey(old), to]));
}

/** The scope with the new events in the places of the old ones. What nothing was chosen for stays. */
export function withNewEvents(
  catalogue: Catalogue,
  dataset: DatasetId,
  { connectionId, provider, scope }: AskedSource,
  chosen: ReadonlyMap<string, string>,
): Scope {
  const changed = eventFields(catalogue, provider, dataset).flatMap((field): [string, string][] => {
    const values = valuesOf(field, scope[field.id]);
    if (values.length === 0) return [];
    const next = values.map((id) => chosen.get(eventKey({ connectionId, field: field.id, id })) ?? id);
    return [[field.id, [...new Set(next)].join(',')]];
  });
  return { ...scope, ...Object.fromEntries(changed) };
}
