import type { VNode } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { StartView, TabView, WorkbookView } from '../wire.ts';
import { readCells, type Viewer } from './api.ts';
import { FormulaBar } from './formula-bar.tsx';
import { columnLetters } from './grid/axis.ts';
import { CellStore } from './grid/cell-store.ts';
import { Grid } from './grid/grid.tsx';
import type { Place } from './grid/keys.ts';
import { MenuBar } from './menu-bar.tsx';
import { SidebarFrame } from './sidebar-frame.tsx';
import { TabBar } from './tab-bar.tsx';
import { TitleBar, UserSwitch } from './title-bar.tsx';
import { useAddon } from './use-addon.ts';
import { useEditing } from './use-editing.ts';
import { useWorkbook, type WorkbookFailure } from './use-workbook.ts';

const TOP: Place = { row: 0, column: 0 };

type EditorProps = { viewer: Viewer; start: StartView; onUser: (user: string) => void };

/** One spreadsheet as one person sees it, with the add-on beside it. */
export function Editor(props: EditorProps): VNode {
  const { workbook, failure } = useWorkbook(props.viewer);
  if (failure) return <NoAccess {...props} failure={failure} />;
  if (!workbook) return <p class="notice">Opening the spreadsheet…</p>;
  return <OpenEditor {...props} workbook={workbook} />;
}

function NoAccess({ viewer, start, onUser, failure }: EditorProps & { failure: WorkbookFailure }): VNode {
  return (
    <div class="no-access">
      <h1>{failure.title}</h1>
      <p>{failure.message}</p>
      <UserSwitch users={start.users} user={viewer.user} onUser={onUser} />
    </div>
  );
}

function OpenEditor({ viewer, start, onUser, workbook }: EditorProps & { workbook: WorkbookView }): VNode {
  const [sheetId, setSheetId] = useState<number>();
  const [places, setPlaces] = useState<Readonly<Record<number, Place>>>({});
  const tab = shownTab(workbook, sheetId);
  const place = places[tab.sheetId] ?? TOP;
  const scroll = useScrolls(tab.sheetId);
  const a1 = `${columnLetters(place.column)}${place.row + 1}`;
  const addon = useAddon(viewer, { sheetId: tab.sheetId, a1 }, setSheetId);
  const { store, arrivals } = useCells(viewer, tab.sheetId);
  const editing = useEditing(viewer, tab.sheetId);
  const canEdit = workbook.role === 'owner' || workbook.role === 'writer';
  const tabs = workbook.tabs.filter((each) => !each.hidden);
  return (
    <div class="editor">
      <TitleBar workbook={workbook} viewer={viewer} users={start.users} onUser={onUser}>
        <MenuBar addon={addon} column={place.column} editing={canEdit ? editing : undefined} />
      </TitleBar>
      <FormulaBar place={place} cell={store.cell(place.row, place.column)} />
      <div class="work">
        <Grid
          key={tab.sheetId}
          tab={tab}
          store={store}
          version={workbook.version}
          arrivals={arrivals}
          selected={place}
          scroll={scroll}
          onEnter={canEdit ? editing.enter : undefined}
          onSelect={(next) => setPlaces((known) => ({ ...known, [tab.sheetId]: next }))}
        />
        {addon.sidebar && (
          <SidebarFrame
            origin={start.sidebarOrigin}
            sidebar={addon.sidebar}
            run={addon.run}
            onClose={addon.closeSidebar}
          />
        )}
      </div>
      <TabBar tabs={tabs} shown={tab.sheetId} onShow={setSheetId} />
      {addon.message !== '' && <Message text={addon.message} onClose={addon.dismiss} />}
      {editing.message !== '' && <Message text={editing.message} onClose={editing.dismiss} />}
    </div>
  );
}

// At least one tab is always visible: Google refuses to hide the last one.
function shownTab(workbook: WorkbookView, sheetId: number | undefined): TabView {
  const visible = workbook.tabs.filter((tab) => !tab.hidden);
  const found = visible.find((tab) => tab.sheetId === sheetId) ?? visible[0];
  if (!found) throw new Error('The spreadsheet has no visible tab.');
  return found;
}

function useScrolls(sheetId: number): { top: number; left: number } {
  const scrolls = useRef(new Map<number, { top: number; left: number }>());
  const known = scrolls.current.get(sheetId) ?? { top: 0, left: 0 };
  scrolls.current.set(sheetId, known);
  return known;
}

function useCells(viewer: Viewer, sheetId: number): { store: CellStore; arrivals: number } {
  const [arrivals, setArrivals] = useState(0);
  const store = useMemo(() => {
    const onChange = (): void => setArrivals((count) => count + 1);
    return new CellStore((block, signal) => readCells(viewer, { sheetId, ...block }, signal), onChange);
  }, [viewer.spreadsheetId, viewer.user, sheetId]);
  useEffect(() => () => store.close(), [store]);
  return { store, arrivals };
}

function Message({ text, onClose }: { text: string; onClose: () => void }): VNode {
  return (
    <div class="shade">
      <div class="dialog" role="alertdialog">
        <p>{text}</p>
        <button type="button" class="primary" onClick={onClose}>
          OK
        </button>
      </div>
    </div>
  );
}
