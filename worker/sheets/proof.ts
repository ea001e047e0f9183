import type { SheetsClient } from './client.ts';
import type { CallOptions } from './transport.ts';

/** What the writer sees of a spreadsheet that is being linked. `value`: what the add-on wrote under the key, or null. */
export type FoundProof = { readonly value: string | null; readonly title: string; readonly timeZone: string };

const FIELDS = 'properties(title,timeZone),developerMetadata(metadataId,metadataKey,metadataValue)';

/**
 * Reads the proof that somebody with edit rights wrote into the spreadsheet.
 *
 * @throws SheetError `no-access` when it is not shared with the writer, `gone` when it does not exist.
 */
export async function readProof(
  client: SheetsClient,
  spreadsheetId: string,
  key: string,
  call: CallOptions = {},
): Promise<FoundProof> {
  const book = await client.get(spreadsheetId, { fields: FIELDS }, call);
  const proof = book.developerMetadata.find(({ metadataKey }) => metadataKey === key);
  return {
    value: proof?.metadataValue ?? null,
    title: book.properties?.title ?? '',
    timeZone: book.properties?.timeZone ?? 'Etc/GMT',
  };
}

/**
 * Removes every proof under the key; proofs are single-use. Also shows that the writer may edit, not only view.
 *
 * @throws SheetError `no-access` when the writer may not edit.
 */
export async function removeProof(
  client: SheetsClient,
  spreadsheetId: string,
  key: string,
  call: CallOptions = {},
): Promise<void> {
  const dataFilter = { developerMetadataLookup: { metadataKey: key } };
  await client.batchUpdate(spreadsheetId, [{ deleteDeveloperMetadata: { dataFilter } }], call);
}
