import { useEffect, useState } from 'preact/hooks';
import type { WorkbookView } from '../wire.ts';
import { readWorkbook, watch, type Viewer } from './api.ts';
import { messageOf } from './message-of.ts';

/** The spreadsheet, read again after every change. */
export function useWorkbook(viewer: Viewer): { workbook: WorkbookView | undefined; failure: string } {
  const [workbook, setWorkbook] = useState<WorkbookView>();
  const [failure, setFailure] = useState('');
  useEffect(() => {
    const read = (): void => {
      readWorkbook(viewer).then(
        (next) => {
          setFailure('');
          setWorkbook((known) => (known && known.version > next.version ? known : next));
        },
        (error: unknown) => setFailure(messageOf(error)),
      );
    };
    read();
    return watch(viewer, read);
  }, [viewer.spreadsheetId, viewer.user]);
  return { workbook, failure };
}
