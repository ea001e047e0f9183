import { useEffect, useState } from 'preact/hooks';
import type { WorkbookView } from '../wire.ts';
import { readWorkbook, RequestFailed, watch, type Viewer } from './api.ts';
import { messageOf } from './message-of.ts';

/** Why there is no spreadsheet to see. */
export type WorkbookFailure = {
  title: string;
  message: string;
  /** It is there, and not shared with this person. */
  isRefused: boolean;
};

type Seen = { workbook: WorkbookView | undefined; failure: WorkbookFailure | undefined };

/** The spreadsheet, read again after every change. While the rehearsal is away, what was last seen stays. */
export function useWorkbook(viewer: Viewer): Seen {
  const [workbook, setWorkbook] = useState<WorkbookView>();
  const [failure, setFailure] = useState<WorkbookFailure>();
  useEffect(() => {
    const read = (): void => {
      readWorkbook(viewer).then(
        (next) => {
          setFailure(undefined);
          setWorkbook((known) => (known && known.version > next.version ? known : next));
        },
        (error: unknown) => setFailure(failureOf(error)),
      );
    };
    read();
    return watch(viewer, read);
  }, [viewer.spreadsheetId, viewer.user]);
  const isAway = failure?.title === AWAY && workbook !== undefined;
  return { workbook, failure: isAway ? undefined : failure };
}

const AWAY = 'No answer';

function failureOf(error: unknown): WorkbookFailure {
  const message = messageOf(error);
  if (!(error instanceof RequestFailed)) return { title: AWAY, message, isRefused: false };
  const isRefused = error.status === 403;
  return { title: isRefused ? 'You need access' : 'This spreadsheet cannot be opened', message, isRefused };
}
