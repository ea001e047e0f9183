import { useEffect, useState } from 'preact/hooks';
import type { StageView } from '../../wire.ts';
import { bringAbout, clearStage, readStage, setTrouble } from '../api.ts';
import { messageOf } from '../message-of.ts';

/** What can be made to go wrong, and what is. */
export type StageControl = {
  stage: StageView;
  message: string;
  set: (id: string, isOn: boolean) => void;
  act: (id: string) => void;
  clear: () => void;
};

/** Troubles that are used up go off by themselves: while somebody looks they are read again, this often in milliseconds. */
const LOOK_MS = 3000;

export function useStage(spreadsheetId: string, isWatched: boolean): StageControl {
  const [stage, setStage] = useState<StageView>({ groups: [], on: 0 });
  const [message, setMessage] = useState('');
  const follow = (work: Promise<StageView>): void => {
    setMessage('');
    work.then(setStage, (error: unknown) => setMessage(messageOf(error)));
  };
  useEffect(() => {
    if (spreadsheetId === '') return undefined;
    follow(readStage(spreadsheetId));
    if (!isWatched) return undefined;
    const timer = setInterval(() => void readStage(spreadsheetId).then(setStage, () => {}), LOOK_MS);
    return () => clearInterval(timer);
  }, [spreadsheetId, isWatched]);
  return {
    stage,
    message,
    set: (id, isOn) => follow(setTrouble(spreadsheetId, id, isOn)),
    act: (id) => follow(bringAbout(spreadsheetId, id)),
    clear: () => follow(clearStage(spreadsheetId)),
  };
}
