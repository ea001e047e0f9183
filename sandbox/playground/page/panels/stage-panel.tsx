import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { StageGroup } from '../../wire.ts';
import type { StageControl } from './use-stage.ts';

/** What one can make go wrong, or happen, in each of the stand-ins. */
export function StagePanel({ control }: { control: StageControl }): VNode {
  const { stage, message, set, act, clear } = control;
  const [chosen, setChosen] = useState('');
  const group = stage.groups.find(({ id }) => id === chosen) ?? stage.groups[0];
  return (
    <div class="panel stage" role="dialog" aria-label="Stage">
      <p>
        Let something happen, then watch what the sidebar says. What you switch on stays on until you switch it off.
      </p>
      <div class="stage-body">
        <div class="stage-groups" role="tablist" aria-label="Who">
          {stage.groups.map((one) => (
            <GroupTab key={one.id} group={one} isShown={one === group} onShow={setChosen} />
          ))}
        </div>
        {group && <Group group={group} onSet={set} onAct={act} />}
      </div>
      {message !== '' && <p class="failure">{message}</p>}
      <div class="stage-end">
        <button type="button" disabled={stage.on === 0} onClick={clear}>
          Switch everything off
        </button>
      </div>
    </div>
  );
}

type GroupTabProps = { group: StageGroup; isShown: boolean; onShow: (id: string) => void };

function GroupTab({ group, isShown, onShow }: GroupTabProps): VNode {
  const on = group.troubles.filter(({ isOn }) => isOn).length;
  return (
    <button
      type="button"
      role="tab"
      aria-selected={isShown}
      class={isShown ? 'active' : ''}
      onClick={() => onShow(group.id)}
    >
      <span>
        {group.title}
        <small>{group.detail}</small>
      </span>
      {on > 0 && <b class="stage-on">{on} on</b>}
    </button>
  );
}

type GroupProps = { group: StageGroup; onSet: (id: string, isOn: boolean) => void; onAct: (id: string) => void };

function Group({ group, onSet, onAct }: GroupProps): VNode {
  return (
    <div class="stage-group" role="tabpanel" aria-label={group.title}>
      {group.moments.length > 0 && (
        <div class="stage-moments">
          {group.moments.map(({ id, label, detail }) => (
            <Moment key={id} label={label} detail={detail} onAct={() => onAct(id)} />
          ))}
        </div>
      )}
      {group.troubles.map(({ id, label, detail, isOn }) => (
        <label key={id} class={isOn ? 'trouble on' : 'trouble'}>
          <input
            type="checkbox"
            role="switch"
            checked={isOn}
            onChange={(event) => onSet(id, event.currentTarget.checked)}
          />
          <span>
            {label}
            <small>{detail}</small>
          </span>
        </label>
      ))}
    </div>
  );
}

function Moment({ label, detail, onAct }: { label: string; detail: string; onAct: () => void }): VNode {
  const [times, setTimes] = useState(0);
  const act = (): void => {
    setTimes(times + 1);
    onAct();
  };
  return (
    <button type="button" title={detail} onClick={act}>
      {label}
      {times > 0 && <b> ✓{times > 1 ? times : ''}</b>}
    </button>
  );
}
