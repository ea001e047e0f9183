import type { SheetsClient } from '../client.ts';
import type { CallOptions } from '../transport.ts';
import { copiedTabs, type CopiedTab } from './copied-tabs.ts';

const FIELDS = 'sheets(properties(sheetId,title),developerMetadata(metadataId,metadataKey,metadataValue))';

/** The lists of a spreadsheet that came along from another one. One read. @throws SheetError */
export async function readCopies(
  client: SheetsClient,
  spreadsheetId: string,
  call: CallOptions = {},
): Promise<CopiedTab[]> {
  return copiedTabs(await client.get(spreadsheetId, { fields: FIELDS }, call), spreadsheetId);
}
