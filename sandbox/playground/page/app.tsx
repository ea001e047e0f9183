import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { StartView } from '../wire.ts';
import type { Eyes } from './account-menu.tsx';
import { readStart, renewDemo } from './api.ts';
import { Banner } from './banner.tsx';
import { Message } from './dialogs/message.tsx';
import { Editor } from './editor.tsx';
import { messageOf } from './message-of.ts';
import { usePlace } from './use-place.ts';

/** The page: who looks at which spreadsheet, then the spreadsheet. */
export function App(): VNode {
  const [start, setStart] = useState<StartView>();
  const [failure, setFailure] = useState('');
  useEffect(() => {
    readStart().then(setStart, (error: unknown) => setFailure(messageOf(error)));
  }, []);
  if (failure !== '') return <p class="notice">{failure}</p>;
  if (!start) return <p class="notice">Opening the spreadsheet…</p>;
  return <Page start={start} />;
}

function Page({ start }: { start: StartView }): VNode {
  const place = usePlace({ spreadsheetId: start.spreadsheetId, user: start.users[0]?.email ?? '' });
  const [locales, setLocales] = useState<Readonly<Record<string, string>>>({});
  const [failure, setFailure] = useState('');
  const { spreadsheetId, user } = place;
  const locale = locales[user] ?? 'en';
  const eyes: Eyes = {
    users: start.users,
    user,
    locale,
    onUser: place.become,
    onLocale: (next) => setLocales({ ...locales, [user]: next }),
  };
  const startAfresh = (): void => {
    renewDemo().then(
      (made) => place.open(made.spreadsheetId),
      (error: unknown) => setFailure(messageOf(error)),
    );
  };
  return (
    <div class="page">
      <Banner start={start} spreadsheetId={spreadsheetId} onFresh={startAfresh} />
      <Editor
        key={`${user} ${spreadsheetId} ${locale}`}
        viewer={{ spreadsheetId, user }}
        sidebarOrigin={start.sidebarOrigin}
        eyes={eyes}
        onOpen={place.open}
        onHome={() => place.open(start.spreadsheetId)}
      />
      {failure !== '' && <Message text={failure} onClose={() => setFailure('')} />}
    </div>
  );
}
