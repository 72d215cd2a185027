export { PrismaTableArrangementStore } from './arrangements/table-arrangement.store.js';
export { type ArrangedTable, TableArrangements } from './arrangements/table-arrangements.js';
export { type CsvDelimiter, csvLine, textOfCell } from './csv-text.js';
export { type Column, cellOf } from './table.js';
export type { ListedView } from './views/saved-view.js';
export { SavedViewStore } from './views/saved-view.store.js';
export { SavedViews } from './views/saved-views.js';
