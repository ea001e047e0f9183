import type { VNode } from 'preact';
import type { Color } from '../commands/format-commands.ts';
import { Menu } from './menu.tsx';

type ColorMenuProps = {
  label: string;
  icon: VNode;
  colors: readonly Color[];
  onChoose: (color: Color) => void;
};

/** A few colours to choose from. */
export function ColorMenu({ label, icon, colors, onChoose }: ColorMenuProps): VNode {
  return (
    <Menu caption={icon} look="tool" label={label}>
      <div class="swatches">
        {colors.map((color) => (
          <button
            key={color}
            type="button"
            role="menuitem"
            aria-label={color ?? 'None'}
            title={color ?? 'None'}
            class={color ? 'swatch' : 'swatch none'}
            style={color ? { background: color } : {}}
            onClick={() => onChoose(color)}
          />
        ))}
      </div>
    </Menu>
  );
}
