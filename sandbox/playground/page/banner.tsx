import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { StartView } from '../wire.ts';
import { KeysPanel } from './panels/keys-panel.tsx';
import { StagePanel } from './panels/stage-panel.tsx';
import { useStage } from './panels/use-stage.ts';

type BannerProps = {
  start: Pick<StartView, 'hints' | 'hasOutbox'>;
  spreadsheetId: string;
  /** Begins again with a blank spreadsheet. */
  onFresh: () => void;
};

type PanelName = 'keys' | 'stage' | '';

/** Says in one line what this page is, and where to begin; keys and stage open below it. */
export function Banner({ start, spreadsheetId, onFresh }: BannerProps): VNode {
  const [panel, setPanel] = useState<PanelName>('');
  const control = useStage(spreadsheetId, panel === 'stage');
  const toggle = (name: PanelName): void => setPanel(panel === name ? '' : name);
  useEscape(panel !== '', () => setPanel(''));
  const { on } = control.stage;
  return (
    <div class="banner">
      <span class="banner-text">
        <b>Demo.</b> Google and the ticketing systems are simulated on this machine. Begin in the sidebar on the right.
      </span>
      <div class="banner-actions">
        {start.hints.length > 0 && (
          <button type="button" aria-expanded={panel === 'keys'} onClick={() => toggle('keys')}>
            Keys to try
          </button>
        )}
        <button type="button" aria-expanded={panel === 'stage'} onClick={() => toggle('stage')}>
          Stage
          {on > 0 && <b class="stage-on">{on} on</b>}
        </button>
        {on > 0 && (
          <button type="button" onClick={control.clear}>
            All off
          </button>
        )}
        {start.hasOutbox && (
          <a href="/outbox" target="_blank" rel="noreferrer">
            E-mails
          </a>
        )}
        <button
          type="button"
          title="A new, blank demo spreadsheet. This one stays under File > Open."
          onClick={onFresh}
        >
          Start afresh
        </button>
      </div>
      {panel === 'keys' && <KeysPanel hints={start.hints} />}
      {panel === 'stage' && <StagePanel control={control} />}
    </div>
  );
}

function useEscape(isOn: boolean, close: () => void): void {
  useEffect(() => {
    if (!isOn) return undefined;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') close();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [isOn]);
}
