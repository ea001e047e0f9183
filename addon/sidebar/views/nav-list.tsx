/** A place to go to. `note`: what is there, in a few words. */
export type Destination = { id: string; title: string; note?: string; onGo: () => void };

/** Places to go to, one a line. */
export function NavList({ label, items }: { label: string; items: readonly Destination[] }) {
  return (
    <nav aria-label={label}>
      <ul class="nav-list">
        {items.map(({ id, title, note, onGo }) => (
          <li key={id}>
            <button type="button" onClick={onGo}>
              <span class="grow">
                {title}
                {note && <span class="small">{note}</span>}
              </span>
              <svg viewBox="0 0 20 20" aria-hidden="true">
                <path d="M8 4l6 6-6 6" />
              </svg>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
