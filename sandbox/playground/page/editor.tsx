import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { TabView, WorkbookView } from '../wire.ts';
import { AccountMenu, type Eyes } from './account-menu.tsx';
import type { Viewer } from './api.ts';
import type { Asked, CommandDesk } from './commands/command.ts';
import { Message } from './dialogs/message.tsx';
import { Questions } from './dialogs/questions.tsx';
import { FormulaBar } from './formula-bar.tsx';
import { GridArea } from './grid-area.tsx';
import { a1Of, boxOf, cellAt, type Selection } from './grid/selection.ts';
import { MenuBar } from './menu-bar.tsx';
import { NoAccess } from './no-access.tsx';
import { SidebarFrame } from './sidebar-frame.tsx';
import { TabBar } from './tab-bar.tsx';
import { TitleBar } from './title-bar.tsx';
import { Toolbar } from './toolbar.tsx';
import { useAddon, type Addon } from './use-addon.ts';
import { useCells } from './use-cells.ts';
import { useClipboard } from './use-clipboard.ts';
import { useEditing } from './use-editing.ts';
import { useSelections } from './use-selections.ts';
import { useWorkbook } from './use-workbook.ts';

type EditorProps = {
  viewer: Viewer;
  /** Origin that serves the add-on's sidebar. */
  sidebarOrigin: string;
  eyes: Eyes;
  onOpen: (spreadsheetId: string) => void;
  /** Back to the demo spreadsheet. */
  onHome: () => void;
};

/** One spreadsheet as one person sees it, with the add-on beside it. */
export function Editor(props: EditorProps): VNode {
  const { workbook, failure } = useWorkbook(props.viewer);
  if (failure) return <NoAccess eyes={props.eyes} failure={failure} onHome={props.onHome} />;
  if (!workbook) return <p class="notice">Opening the spreadsheet…</p>;
  return <OpenEditor {...props} workbook={workbook} />;
}

const VIEW_ONLY = 'You can look at this spreadsheet, not change it. Ask its owner to make you an editor.';

type OpenProps = EditorProps & { workbook: WorkbookView };

function OpenEditor(props: OpenProps): VNode {
  const { viewer, eyes, workbook } = props;
  const [sheetId, setSheetId] = useState<number>();
  const [asked, setAsked] = useState<Asked>();
  const tab = shownTab(workbook, sheetId);
  const selections = useSelections(tab.sheetId);
  const { selection, select } = selections;
  const box = boxOf(selection, tab);
  const canEdit = workbook.role === 'owner' || workbook.role === 'writer';
  const refusal = canEdit ? undefined : VIEW_ONLY;
  const acting = { selection: { sheetId: tab.sheetId, a1: a1Of(box) }, userLocale: eyes.locale };
  const addon = useAddon(viewer, acting, setSheetId);
  const editing = useEditing(viewer, tab.sheetId, setSheetId);
  const cells = useCells(viewer, tab.sheetId, editing.isOwn);
  const clipboard = useClipboard({ viewer, tab, selection, editing, refusal });
  const cell = cells.store.cell(selection.active.row, selection.active.column);
  const looked = { viewer, workbook, tab, selection, box, cell, canEdit };
  const desk: CommandDesk = { ...looked, editing, clipboard, ask: setAsked, openFile: props.onOpen };
  return (
    <div class="editor">
      <Head desk={desk} addon={addon} eyes={eyes} onSelect={select} />
      <div class="work">
        <GridArea
          key={tab.sheetId}
          desk={desk}
          {...cells}
          scroll={selections.scroll}
          refusal={refusal}
          version={workbook.version}
          onSelect={select}
        />
        {addon.sidebar && (
          <SidebarFrame
            origin={props.sidebarOrigin}
            sidebar={addon.sidebar}
            run={addon.run}
            onClose={addon.closeSidebar}
          />
        )}
      </div>
      <TabBar desk={desk} onShow={setSheetId} />
      {asked && <Questions asked={asked} desk={desk} users={eyes.users} onClose={() => setAsked(undefined)} />}
      {addon.message !== '' && <Message text={addon.message} onClose={addon.dismiss} />}
      {editing.message !== '' && <Message text={editing.message} onClose={() => editing.tell('')} />}
    </div>
  );
}

type HeadProps = { desk: CommandDesk; addon: Addon; eyes: Eyes; onSelect: (selection: Selection) => void };

/** Everything above the grid. */
function Head({ desk, addon, eyes, onSelect }: HeadProps): VNode {
  const { workbook, canEdit, box, cell, selection, editing, ask } = desk;
  return (
    <>
      <TitleBar
        title={workbook.title}
        canEdit={canEdit}
        onAsk={ask}
        account={<AccountMenu eyes={eyes} role={workbook.role} />}
      >
        <MenuBar addon={addon} desk={desk} />
      </TitleBar>
      <Toolbar desk={desk} />
      <FormulaBar
        name={a1Of(box)}
        entered={cell.entered}
        canEdit={canEdit}
        onGo={(place) => onSelect(cellAt(place))}
        onEnter={(text) => editing.edit({ kind: 'enter', ...selection.active, texts: [[text]] })}
      />
    </>
  );
}

// At least one tab is always visible: Google refuses to hide the last one.
function shownTab(workbook: WorkbookView, sheetId: number | undefined): TabView {
  const visible = workbook.tabs.filter((tab) => !tab.hidden);
  const found = visible.find((tab) => tab.sheetId === sheetId) ?? visible[0];
  if (!found) throw new Error('The spreadsheet has no visible tab.');
  return found;
}
