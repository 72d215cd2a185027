export { ProcessReportStore } from './reports/process-report.store.js';
export { ProcessReporter } from './reports/process-reporter.js';
export { type DatabaseFacts, OperationStatus, type ReportedProcess, type Status } from './status/operation-status.js';
export { OperationStatusQuery } from './status/operation-status.query.js';
