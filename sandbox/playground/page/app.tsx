import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { StartView } from '../wire.ts';
import { readStart } from './api.ts';
import { Banner } from './banner.tsx';
import { Editor } from './editor.tsx';
import { messageOf } from './message-of.ts';

/** The page: who looks at which spreadsheet, then the spreadsheet. */
export function App(): VNode {
  const [start, setStart] = useState<StartView>();
  const [failure, setFailure] = useState('');
  const [user, setUser] = useState('');
  useEffect(() => {
    readStart().then(setStart, (error: unknown) => setFailure(messageOf(error)));
  }, []);
  if (failure !== '') return <p class="notice">{failure}</p>;
  if (!start) return <p class="notice">Opening the spreadsheet…</p>;
  const address = new URLSearchParams(location.search);
  const spreadsheetId = address.get('spreadsheet') ?? start.spreadsheetId;
  const viewer = { spreadsheetId, user: user || address.get('user') || (start.users[0] ?? '') };
  return (
    <div class="page">
      <Banner hints={start.hints} hasOutbox={start.hasOutbox} />
      <Editor key={`${viewer.user} ${spreadsheetId}`} viewer={viewer} start={start} onUser={setUser} />
    </div>
  );
}
