// Makes throw-away certificates for trying other tools: a root, an issuing authority, a server and one device.
// Usage: npm run build && node certs/generate.mjs [host …]     hosts default to localhost and 127.0.0.1
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { systemClock } from '#libs/kernel';
import {
  CertificateLedger,
  CertificateSubject,
  deviceBundle,
  deviceProfile,
  generateKeyPair,
  Issuance,
  issueRootCertificate,
  issuingAuthorityProfile,
  LocalIssuer,
  serverProfile,
} from '#libs/pki';

const hosts = process.argv.length > 2 ? process.argv.slice(2) : ['localhost', '127.0.0.1'];

/** Nobody will revoke these certificates: they are only listed on the screen. */
class PrintedLedger extends CertificateLedger {
  async storeReservation() {}
  async record({ serialNumber, profile, subject }) {
    console.log(`${serialNumber}  ${profile.padEnd(18)} ${subject}`);
  }
}

const ledger = new PrintedLedger();
const write = (name, content) => writeFileSync(fileURLToPath(new URL(name, import.meta.url)), content, { mode: 0o600 });

const { privateKey: rootKey } = await generateKeyPair();
const root = new LocalIssuer([await issueRootCertificate('Throw-away Root', rootKey, ledger, systemClock)], rootKey);

const issuingKeys = await generateKeyPair();
const issuing = await new Issuance(root, ledger, systemClock).issue(issuingAuthorityProfile, {
  subject: CertificateSubject.authority('Throw-away Issuing'),
  publicKey: issuingKeys.publicKey,
});
const issuer = new LocalIssuer([issuing, root.certificate], issuingKeys.privateKey);
const issuance = new Issuance(issuer, ledger, systemClock);

const serverKeys = await generateKeyPair();
const server = await issuance.issue(serverProfile, {
  subject: CertificateSubject.server(hosts),
  publicKey: serverKeys.publicKey,
});
write('server.key', serverKeys.privateKey.toPkcs8Pem());
write('server.pem', server.pem + issuing.pem);
write('ca.pem', issuing.pem + root.certificate.pem);

const deviceKeys = await generateKeyPair();
const device = await issuance.issue(deviceProfile, {
  subject: CertificateSubject.device(randomUUID()),
  publicKey: deviceKeys.publicKey,
});
const files = deviceBundle('device', device, issuer.chain, deviceKeys.privateKey);
for (const { name, content } of files) write(name, content);
console.log(`\nWritten to certs/: server.key server.pem ca.pem ${files.map(({ name }) => name).join(' ')}`);
