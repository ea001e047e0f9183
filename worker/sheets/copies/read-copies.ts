import type { SheetsClient } from '../client.ts';
import type { CallOptions } from '../transport.ts';
import { readKeyedTabs, type KeyedTab } from './copied-keys.ts';
import { copiedTabs, type CopiedTab } from './copied-tabs.ts';

const FIELDS = 'sheets(properties(sheetId,title),developerMetadata(metadataId,metadataKey,metadataValue))';

/** What came along when a spreadsheet was copied. `keyed`: only looked for where there are no marks. */
export type CopiesFound = { readonly marked: readonly CopiedTab[]; readonly keyed: readonly KeyedTab[] };

/** The lists of a spreadsheet that came along from another one. One read, two where there are no marks. @throws SheetError */
export async function readCopies(
  client: SheetsClient,
  spreadsheetId: string,
  call: CallOptions = {},
): Promise<CopiesFound> {
  const book = await client.get(spreadsheetId, { fields: FIELDS }, call);
  const marked = copiedTabs(book, spreadsheetId);
  return { marked, keyed: marked.length > 0 ? [] : await readKeyedTabs(client, spreadsheetId, book, call) };
}
