import { Menu } from '@mantine/core';
import { RowMenuMark } from './row-menu-mark';

interface RowMenuProps {
  /** Whose actions they are, for whoever hears a list of such buttons. */
  readonly label: string;
  readonly items: readonly {
    readonly word: string;
    readonly isDangerous?: boolean;
    readonly onChoose: () => void;
  }[];
}

/** What can be done about a row, behind three dots; nothing where nothing can be. */
export function RowMenu({ label, items }: RowMenuProps) {
  if (items.length === 0) return null;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <button type="button" aria-label={label} className="row-menu">
          <RowMenuMark />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {items.map(({ word, isDangerous = false, onChoose }) => (
          <Menu.Item key={word} onClick={onChoose} {...(isDangerous && { className: 'row-menu-bad' })}>
            {word}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
