import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { rectSortingStrategy, SortableContext, sortableKeyboardCoordinates, useSortable } from '@dnd-kit/sortable';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Problem } from '../problem';
import type { Arrangement } from './arrangement';
import { moved } from './column-order';

interface ColumnPanelProps {
  readonly arrangement: Pick<Arrangement<never>, 'visible' | 'hidden' | 'keys' | 'isArranged' | 'refusal' | 'reset'> & {
    readonly arrange: (keys: readonly string[]) => void;
  };
}

/** Which columns a table has, by ticking, and in which order, by dragging or with the keyboard (R3-19, R3-20, R3-22). */
export function ColumnPanel({ arrangement }: ColumnPanelProps) {
  const { t } = useTranslation();
  const { visible, hidden, keys, isArranged, refusal, arrange, reset } = arrangement;
  const headers = new Map([...visible, ...hidden].map(({ id, header }) => [id, header]));
  const sensors = useSensors(
    useSensor(PointerSensor),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const headerOf = (id: string | number | undefined) => headers.get(String(id)) ?? '';
  const drop = ({ active, over }: DragEndEvent) => {
    const [from, to] = [keys.indexOf(String(active.id)), keys.indexOf(String(over?.id))];
    if (to >= 0 && to !== from) arrange(moved(keys, from, to));
  };
  return (
    <section className="column-panel" aria-label={t('table.columns')}>
      <DndContext
        sensors={sensors}
        collisionDetection={closestCenter}
        onDragEnd={drop}
        accessibility={{
          screenReaderInstructions: { draggable: t('table.drag.how') },
          announcements: {
            onDragStart: ({ active }) => t('table.drag.lifted', { column: headerOf(active.id) }),
            onDragOver: ({ active, over }) =>
              t('table.drag.over', { column: headerOf(active.id), place: keys.indexOf(String(over?.id)) + 1 }),
            onDragEnd: ({ active, over }) =>
              t('table.drag.dropped', { column: headerOf(active.id), place: keys.indexOf(String(over?.id)) + 1 }),
            onDragCancel: ({ active }) => t('table.drag.canceled', { column: headerOf(active.id) }),
          },
        }}
      >
        <SortableContext items={[...keys]} strategy={rectSortingStrategy}>
          <ol className="column-chips">
            {keys.map((key) => (
              <Chip
                key={key}
                id={key}
                header={headerOf(key)}
                onHide={keys.length > 1 ? () => arrange(keys.filter((one) => one !== key)) : undefined}
              />
            ))}
          </ol>
        </SortableContext>
      </DndContext>
      {hidden.length > 0 && (
        <fieldset className="column-chips">
          <legend>{t('table.hidden')}</legend>
          {hidden.map(({ id, header }) => (
            <label key={id} className="column-chip">
              <input type="checkbox" checked={false} onChange={() => arrange([...keys, id])} />
              {header}
            </label>
          ))}
        </fieldset>
      )}
      {refusal && <Problem refusal={refusal} />}
      {isArranged && (
        <div>
          <Button variant="default" size="xs" onClick={reset}>
            {t('table.reset')}
          </Button>
        </div>
      )}
    </section>
  );
}

interface ChipProps {
  readonly id: string;
  readonly header: string;
  /** Absent: a table has a column at least. */
  readonly onHide: (() => void) | undefined;
}

/** A column with its handle, which is apart from its tick. */
function Chip({ id, header, onHide }: ChipProps) {
  const { t } = useTranslation();
  const { setNodeRef, setActivatorNodeRef, attributes, listeners, transform, transition, isDragging } = useSortable({
    id,
  });
  return (
    <li
      ref={setNodeRef}
      className="column-chip"
      data-dragged={isDragging || undefined}
      style={{ transform: transform ? `translate(${transform.x}px, ${transform.y}px)` : undefined, transition }}
    >
      <button
        type="button"
        ref={setActivatorNodeRef}
        className="column-handle"
        {...attributes}
        {...listeners}
        aria-label={t('table.drag.handle', { column: header })}
      >
        <svg viewBox="0 0 8 14" aria-hidden="true">
          <path d="M1 2h2v2H1zM5 2h2v2H5zM1 6h2v2H1zM5 6h2v2H5zM1 10h2v2H1zM5 10h2v2H5z" fill="currentColor" />
        </svg>
      </button>
      <label>
        <input type="checkbox" checked disabled={onHide === undefined} onChange={onHide} />
        {header}
      </label>
    </li>
  );
}
