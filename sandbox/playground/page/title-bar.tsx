import type { ComponentChildren, VNode } from 'preact';
import type { Asked } from './commands/command.ts';
import { Icon } from './icon.tsx';

type TitleBarProps = {
  title: string;
  canEdit: boolean;
  onAsk: (question: Asked) => void;
  /** Who one is. */
  account: VNode;
  /** The menus below the title. */
  children: ComponentChildren;
};

/** Name of the spreadsheet, sharing and the account one acts as. */
export function TitleBar({ title, canEdit, onAsk, account, children }: TitleBarProps): VNode {
  return (
    <header class="title-bar">
      <SheetIcon />
      <div class="title">
        <div class="name">
          <h1>
            {canEdit ? (
              <button type="button" title="Rename" onClick={() => onAsk({ kind: 'rename-file' })}>
                {title}
              </button>
            ) : (
              title
            )}
          </h1>
          {!canEdit && <span class="badge">View only</span>}
        </div>
        {children}
      </div>
      <div class="account">
        <button type="button" class="share" onClick={() => onAsk({ kind: 'share' })}>
          <Icon name="lock" size={16} />
          Share
        </button>
        {account}
      </div>
    </header>
  );
}

function SheetIcon(): VNode {
  return (
    <svg class="sheet-icon" viewBox="0 0 24 32" width="27" height="36" aria-hidden="true">
      <path d="M2 0h14l8 8v22a2 2 0 0 1-2 2H2a2 2 0 0 1-2-2V2a2 2 0 0 1 2-2z" fill="#188038" />
      <path d="M16 0l8 8h-8z" fill="#0d652d" />
      <path d="M5 14h14v12H5zm2 2v2.5h4V16zm6 0v2.5h4V16zm-6 5v3h4v-3zm6 0v3h4v-3z" fill="#fff" fill-rule="evenodd" />
    </svg>
  );
}
