export { ProcessReportStore } from './reports/process-report.store.js';
export { ProcessReporter } from './reports/process-reporter.js';
export { OperationStatus, type ReportedProcess } from './status/operation-status.js';
export { OperationStatusQuery } from './status/operation-status.query.js';
