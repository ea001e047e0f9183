import { useState } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import type { Code } from '../../desk-api.ts';
import { useLoaded } from '../../use-loaded.ts';
import { words } from '../../words.ts';
import { CopyText } from '../copy-text.tsx';
import { Header } from '../header.tsx';
import { Loading } from '../loading.tsx';
import { CodeForm } from './code-form.tsx';
import { CodeLine } from './code-line.tsx';

/** Codes by which programs work with Willcall. */
export function CodesView() {
  const { api, go, format } = useApp();
  const codes = useLoaded(() => api.codes());
  const [isMaking, setMaking] = useState(false);
  const [secret, setSecret] = useState<string>();
  const { codes: text, team } = words;
  const onMade = (made: string): void => {
    setMaking(false);
    setSecret(made);
    codes.again();
  };
  const line = (code: Code) => <CodeLine key={code.id} code={code} onChanged={codes.again} />;
  return (
    <main class="view">
      <Header title={team.places.codes} onBack={() => go({ view: 'team' })} />
      <p>{text.about}</p>
      {secret !== undefined && (
        <div class="receipt" role="status">
          <p>{text.made}</p>
          <CopyText text={secret} label={text.copy} />
        </div>
      )}
      <Loading of={codes}>
        {(all) => {
          const ended = all.filter(({ state }) => state !== 'active');
          return (
            <>
              {all.length === 0 && <p class="empty">{text.none}</p>}
              <ul class="lines">{all.filter(({ state }) => state === 'active').map(line)}</ul>
              {ended.length > 0 && (
                <details>
                  <summary>{text.ended(format.count(ended.length))}</summary>
                  <ul class="lines">{ended.map(line)}</ul>
                </details>
              )}
            </>
          );
        }}
      </Loading>
      {isMaking ? (
        <div class="card">
          <CodeForm onMade={onMade} onCancel={() => setMaking(false)} />
        </div>
      ) : (
        <button type="button" class="primary wide" onClick={() => setMaking(true)}>
          {text.add}
        </button>
      )}
    </main>
  );
}
