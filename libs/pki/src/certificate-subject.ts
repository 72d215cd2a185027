import type { DeviceId } from '#libs/kernel';
import { SubjectNotAllowedError } from './errors.js';
import { hostAltName, type SubjectAltName } from './subject-alt-name.js';

/** Whom a certificate speaks of; each profile is for one kind. */
export type SubjectKind = 'authority' | 'device' | 'server' | 'service';

/** ub-common-name (RFC 5280 §A.1). */
const COMMON_NAME_MAXIMUM_CHARACTERS = 64;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const SERVICE_NAME = /^[a-z][a-z0-9-]{0,30}$/;
const MAXIMUM_HOSTS = 32; // so that a handshake stays within a few TCP segments

/**
 * The names of one certificate, made by the rules of its kind and by nothing else: no certificate of ours says what a
 * caller typed.
 */
export class CertificateSubject {
  private constructor(
    readonly kind: SubjectKind,
    /** Subject CN; the subject has no other attribute. */
    readonly commonName: string,
    /** Unique; in the order of the certificate. */
    readonly subjectAltNames: readonly SubjectAltName[],
  ) {}

  /**
   * An authority: a CN and no subjectAltName.
   *
   * @param commonName 1 to 64 printable characters, distinct for each authority of an installation
   * @throws {SubjectNotAllowedError} empty, too long, or with control characters
   */
  static authority(commonName: string): CertificateSubject {
    const length = [...commonName].length;
    if (length < 1 || length > COMMON_NAME_MAXIMUM_CHARACTERS || !/^[\p{L}\p{N}\p{P}\p{S} ]+$/u.test(commonName)) {
      throw new SubjectNotAllowedError(
        commonName.slice(0, COMMON_NAME_MAXIMUM_CHARACTERS),
        `the name of an authority has 1 to ${COMMON_NAME_MAXIMUM_CHARACTERS} printable characters`,
      );
    }
    return new CertificateSubject('authority', commonName, []);
  }

  /**
   * A device: CN is its id, subjectAltName `urn:uuid:<id>` (RFC 9562 §4).
   *
   * @throws {SubjectNotAllowedError} not a UUID in lower case
   */
  static device(id: DeviceId): CertificateSubject {
    if (!UUID.test(id)) throw new SubjectNotAllowedError(id.slice(0, 64), 'the id of a device is a UUID in lower case');
    return new CertificateSubject('device', id, [{ type: 'uri', value: `urn:uuid:${id}` }]);
  }

  /**
   * A server: subjectAltName lists its hosts; CN repeats the first that fits, for clients older than RFC 2818 §3.1.
   *
   * @param hosts DNS names and IP addresses, at least one; repetitions are dropped
   * @throws {SubjectNotAllowedError} none, more than 32, or one that is no host
   */
  static server(hosts: readonly string[]): CertificateSubject {
    const names = hostNames(hosts);
    if (names.length === 0) throw new SubjectNotAllowedError('', 'a server certificate names at least one host');
    const short = names.find((name) => name.value.length <= COMMON_NAME_MAXIMUM_CHARACTERS);
    return new CertificateSubject('server', short?.value ?? 'server', names);
  }

  /**
   * A process of the platform: CN is its name, subjectAltName `urn:fieldgate:service:<name>` and the hosts it listens on.
   *
   * @param name lower-case letters, digits and hyphens, at most 31
   * @param hosts DNS names and IP addresses; may be empty
   * @throws {SubjectNotAllowedError} another name, or something that is no host
   */
  static service(name: string, hosts: readonly string[] = []): CertificateSubject {
    if (!SERVICE_NAME.test(name)) {
      throw new SubjectNotAllowedError(
        name.slice(0, 64),
        'a service is named by up to 31 lower-case letters, digits and hyphens',
      );
    }
    return new CertificateSubject('service', name, [
      { type: 'uri', value: `urn:fieldgate:service:${name}` },
      ...hostNames(hosts),
    ]);
  }
}

function hostNames(hosts: readonly string[]): SubjectAltName[] {
  if (hosts.length > MAXIMUM_HOSTS) {
    throw new SubjectNotAllowedError(`${hosts.length} hosts`, `a certificate names at most ${MAXIMUM_HOSTS} hosts`);
  }
  const byValue = new Map(hosts.map(hostAltName).map((name) => [name.value, name]));
  return [...byValue.values()];
}
