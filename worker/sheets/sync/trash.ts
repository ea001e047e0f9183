import type { PublishJob } from '../publish-job.ts';
import { settled } from '../staging.ts';
import { findRemoved } from './removed-tab.ts';

const FIELDS = 'sheets(properties(sheetId),developerMetadata(metadataId,metadataKey,metadataValue))';

/** Drops the hidden tab of a removal once its keys are known to be right. */
export async function freeTrash(job: PublishJob): Promise<void> {
  if (job.how.writing.removedRows !== 'delete') return;
  const { client, spreadsheetId, call, write } = job;
  const find = async () =>
    findRemoved(await client.get(spreadsheetId, { fields: FIELDS }, call), job, false)?.properties.sheetId;
  const sheetId = await find();
  if (sheetId === undefined) return;
  const drop = async () => await client.batchUpdate(spreadsheetId, [{ deleteSheet: { sheetId } }], write);
  await settled(client, drop, async () => (await find()) === undefined, job.signal);
}
