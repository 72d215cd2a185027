// `npm run audit:verify [-- --json] [--remembered <number>:<hash>]`: exit code 0 intact, 1 a fault, 2 called wrongly.
import { AuditChainStore, AuditVerification } from '#libs/identity';
import { systemClock } from '#libs/kernel';
import { connectDatabase, createLogger, runMain } from '#libs/platform';
import { auditArguments, reportAsJson, reportInWords } from './audit-report.js';
import { auditVerifyConfig } from './config.js';

runMain('verification', async () => {
  const given = auditArguments(process.argv.slice(2));
  if (!given) {
    process.stderr.write('Usage: npm run audit:verify -- [--json] [--remembered <number>:<hash>]\n');
    process.exitCode = 2;
    return;
  }
  const { databaseUrl } = auditVerifyConfig();
  const logger = createLogger('audit-verify', 'warn', process.stderr);
  const database = connectDatabase({
    url: databaseUrl,
    applicationName: 'fieldgate-audit-verify',
    maxConnections: 1,
    logger,
  });
  try {
    const chain = new AuditChainStore(database.registry);
    const report = await new AuditVerification(chain, systemClock).run(given.remembered);
    process.stdout.write(`${given.asJson ? reportAsJson(report) : reportInWords(report)}\n`);
    process.exitCode = report.fault ? 1 : 0;
  } finally {
    await database.close();
  }
});
