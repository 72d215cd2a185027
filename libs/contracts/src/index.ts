export { columnsNamed, foreignStart, namedDelimiter, START_BYTES, withinColumns } from './file/csv-start.js';
