import * as z from 'zod/mini';

/** Ids of the ticketing systems. */
export const ProviderId = z.enum(['tixngo', 'paylogic', 'oveit', 'ticket-tailor', 'vivenu']);
export type ProviderId = z.infer<typeof ProviderId>;

/** Kinds of rows a report can bring in. */
export const DatasetId = z.enum([
  'tickets',
  'orders',
  'transactions',
  'events',
  'check-ins',
  'status-logs',
  'statistics',
  'attendees',
]);
export type DatasetId = z.infer<typeof DatasetId>;

/**
 * One input of a form, drawn by the sidebar and the CLI. `kind` says which control fits; `several`: more than one value is taken,
 * separated by commas; `suggests`: values to choose from come from the connection (`GET /v1/connections/{id}/events`, `…/apps`).
 */
export const Field = z.object({
  id: z.string(),
  title: z.string(),
  kind: z.enum(['text', 'secret', 'choice', 'date-time', 'flag']),
  required: z.boolean(),
  help: z.string(),
  choices: z.optional(z.array(z.object({ value: z.string(), title: z.string() }))),
  several: z.optional(z.boolean()),
  suggests: z.optional(z.enum(['events', 'apps'])),
});
export type Field = z.infer<typeof Field>;

/** A credential, with where it is found, who can make it, the least right that suffices, and what it could do beyond reading. */
export const CredentialInfo = z.extend(Field, {
  where: z.optional(z.string()),
  who: z.optional(z.string()),
  leastRight: z.optional(z.string()),
  couldDo: z.optional(z.string()),
});
export type CredentialInfo = z.infer<typeof CredentialInfo>;

/** A way to read a dataset by what stands in a column of the sheet, such as barcodes. */
export const LookupInfo = z.object({ id: z.string(), title: z.string(), help: z.string() });
export type LookupInfo = z.infer<typeof LookupInfo>;

/** A filter a dataset takes, and whether the provider applies it (as far as it can) or it is applied after reading. */
export const FilterInfo = z.object({
  id: z.enum(['status', 'created', 'updated', 'purchased', 'ticketType', 'text', 'optedIn']),
  applied: z.enum(['provider', 'here']),
  choices: z.optional(z.array(z.string())),
});
export type FilterInfo = z.infer<typeof FilterInfo>;

export const ColumnInfo = z.object({
  id: z.string(),
  title: z.string(),
  type: z.enum(['text', 'integer', 'number', 'money', 'boolean', 'date', 'date-time', 'json']),
  personal: z.enum(['none', 'contact', 'identity', 'secret']),
  description: z.string(),
  standard: z.boolean(),
  expands: z.optional(z.boolean()),
});

/** `cannotTell`: what one might look for and the provider does not know. */
export const DatasetInfo = z.object({
  id: DatasetId,
  title: z.string(),
  description: z.string(),
  cannotTell: z.array(z.string()),
  scope: z.array(Field),
  filters: z.array(FilterInfo),
  lookups: z.array(LookupInfo),
  columns: z.array(ColumnInfo),
});
export type DatasetInfo = z.infer<typeof DatasetInfo>;

/** What the forms for one ticketing system need. */
export const ProviderInfo = z.object({
  id: ProviderId,
  title: z.string(),
  credentials: z.array(CredentialInfo),
  datasets: z.array(DatasetInfo),
});
export type ProviderInfo = z.infer<typeof ProviderInfo>;
export const ProviderList = z.object({ providers: z.array(ProviderInfo) });
