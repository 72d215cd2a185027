import { DomainError } from '#libs/kernel';
import { FieldReader } from './field-reader.js';

/** The will in a CONNECT (MQTT 3.1.1 §3.1.2.5). */
export interface ConnectWill {
  readonly topic: string;
  /** A view into the packet. */
  readonly payload: Uint8Array;
  readonly qos: 0 | 1 | 2;
  readonly retain: boolean;
}

/** What a CONNECT asks for. The password is read over: identity is the certificate. */
export interface ConnectRequest {
  readonly protocolName: 'MQTT' | 'MQIsdp';
  /** 4 is MQTT 3.1.1, 3 is MQTT 3.1. */
  readonly protocolLevel: 3 | 4;
  readonly cleanSession: boolean;
  /** Seconds; 0: none. */
  readonly keepAliveSeconds: number;
  readonly clientIdentifier: string;
  readonly will: ConnectWill | undefined;
  readonly userName: string | undefined;
}

/** A CONNECT that is answered before the connection ends (MQTT 3.1.1 §3.2.2.3). */
export class RefusedConnectError extends DomainError<{ returnCode: number }> {
  readonly code = 'mqtt.refused-connect';
  readonly kind = 'invalid';

  /** @param returnCode 1: the protocol level is none of ours; 2: the client identifier is not allowed */
  constructor(
    readonly returnCode: 1 | 2,
    message: string,
  ) {
    super(message, { returnCode });
  }
}

/** The level that belongs to each name [MQTT-3.1.2-2]. */
const LEVELS = { MQTT: 4, MQIsdp: 3 } as const;
const FLAG = { reserved: 0x01, clean: 0x02, will: 0x04, willRetain: 0x20, password: 0x40, userName: 0x80 } as const;
const WILL_QOS_SHIFT = 3;

/**
 * Reads a CONNECT of MQTT 3.1.1 or 3.1 (§3.1), every field and flag.
 *
 * @param body the packet behind its fixed header
 * @throws {RefusedConnectError} it is to be answered with a return code [MQTT-3.1.2-2], [MQTT-3.1.3-8]
 * @throws {MalformedPacketError} it breaks a rule; the connection ends unanswered [MQTT-3.1.4-1]
 */
export function readConnect(body: Uint8Array): ConnectRequest {
  const reader = new FieldReader(body, 'CONNECT');
  const protocolName = reader.string('protocol name');
  if (protocolName !== 'MQTT' && protocolName !== 'MQIsdp') {
    throw reader.malformed('names another protocol than MQTT [MQTT-3.1.2-1].');
  }
  const level = reader.byte('protocol level');
  const protocolLevel = LEVELS[protocolName];
  if (level !== protocolLevel) {
    const message = `The CONNECT asks for protocol level ${level} of ${protocolName}; ${protocolLevel} is the one that is spoken [MQTT-3.1.2-2].`;
    throw new RefusedConnectError(1, message);
  }
  const flags = reader.byte('flags');
  const willQos = checkedFlags(reader, flags);
  const keepAliveSeconds = reader.twoByteInteger('keep-alive');
  const clientIdentifier = reader.string('client identifier');
  const will = flags & FLAG.will ? readWill(reader, willQos, flags) : undefined;
  // MQTT 3.1 §3.1 lets the flags promise a user name and password that are not there.
  const optional = protocolLevel === 3;
  let userName: string | undefined;
  if (flags & FLAG.userName && !(optional && reader.left === 0)) userName = reader.string('user name');
  if (flags & FLAG.password && !(optional && reader.left === 0)) reader.binary('password');
  reader.end();
  const cleanSession = (flags & FLAG.clean) !== 0;
  if (clientIdentifier === '' && !(cleanSession && protocolLevel === 4)) {
    const message =
      'The CONNECT has an empty client identifier, which only a clean session of MQTT 3.1.1 may have [MQTT-3.1.3-8].';
    throw new RefusedConnectError(2, message);
  }
  return { protocolName, protocolLevel, cleanSession, keepAliveSeconds, clientIdentifier, will, userName };
}

/** @returns the will's QoS */
function checkedFlags(reader: FieldReader, flags: number): 0 | 1 | 2 {
  if (flags & FLAG.reserved) throw reader.malformed('has its reserved flag set [MQTT-3.1.2-3].');
  const willQos = (flags >> WILL_QOS_SHIFT) & 3;
  if (!(flags & FLAG.will)) {
    if (willQos > 0) throw reader.malformed(`has a will QoS of ${willQos} without a will [MQTT-3.1.2-13].`);
    if (flags & FLAG.willRetain) throw reader.malformed('has its will retain flag set without a will [MQTT-3.1.2-15].');
  }
  if (willQos === 3) throw reader.malformed('has a will QoS of 3; 0, 1 and 2 exist [MQTT-3.1.2-14].');
  if (flags & FLAG.password && !(flags & FLAG.userName)) {
    throw reader.malformed('has its password flag set without the user name flag [MQTT-3.1.2-22].');
  }
  return willQos as 0 | 1 | 2;
}

function readWill(reader: FieldReader, qos: 0 | 1 | 2, flags: number): ConnectWill {
  const topic = reader.string('will topic');
  const payload = reader.binary('will message');
  return { topic, payload, qos, retain: (flags & FLAG.willRetain) !== 0 };
}
