/** The functions Google may call by name: triggers, menu items and `google.script.run`. Nothing else becomes a global. */
export { newReport, onInstall, onOpen, openSidebar, refreshAll, refreshTab } from './menu.ts';
export { identityToken } from './identity.ts';
export { context } from './context.ts';
export { selectedColumn } from './selected-column.ts';
export { peopleWithAccess } from './people-with-access.ts';
export { shareWithWriter, writeProof } from './link.ts';
export { gotoCell } from './goto-cell.ts';
