import type { VNode } from 'preact';
import type { Command } from '../commands/command.ts';

/** The lines of a menu. */
export function CommandList({ commands }: { commands: readonly Command[] }): VNode {
  return <>{commands.map((command, index) => draw(command, index))}</>;
}

function draw(command: Command, index: number): VNode {
  if (command === 'line') return <hr key={index} />;
  if ('heading' in command) {
    return (
      <div key={index} class="menu-title">
        {command.heading}
      </div>
    );
  }
  const { caption, keys, isChecked, isOff, run } = command;
  return (
    <button key={index} type="button" role="menuitem" disabled={isOff === true} onClick={run}>
      <span class="menu-check" aria-hidden="true">
        {isChecked === true ? '✓' : ''}
      </span>
      <span class="menu-caption">{caption}</span>
      {keys && <kbd aria-hidden="true">{keys}</kbd>}
    </button>
  );
}
