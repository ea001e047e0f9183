import type { VNode } from 'preact';
import { Dialog } from './dialog.tsx';

/** What this page is and what one can try. */
export function AboutDialog({ onClose }: { onClose: () => void }): VNode {
  return (
    <Dialog label="About this demo" onClose={onClose}>
      <p>
        Willcall brings the tickets, orders and transactions you sell into a Google Sheet and keeps them fresh. This
        page is a rehearsal of it: a small Google Sheets and five ticketing systems, all on this machine. Nobody behind
        the names is real, and nothing leaves the machine.
      </p>
      <ol>
        <li>Link this spreadsheet in the sidebar, and connect a ticketing account with one of the “Keys to try”.</li>
        <li>Bring a guest list into a tab. Add notes beside it, sort and filter it, then refresh: your notes stay.</li>
        <li>Become a colleague or a stranger with the account button at the top right.</li>
        <li>Let things go wrong on the “Stage”: slow systems, refused keys, used-up quotas.</li>
        <li>Make a copy (File), as one does for next year’s edition.</li>
      </ol>
      <p>
        Not here: charts, merged cells and undoing what somebody else changed. Filters hide rows by their values only.
      </p>
      <button type="button" class="primary" onClick={onClose}>
        OK
      </button>
    </Dialog>
  );
}
