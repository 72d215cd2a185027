/**
 * Why sessions end, in words for the device's page. The codes are permanent: they are stored with each disconnect and
 * label the metric.
 */
export const disconnectCauses = Object.freeze({
  'client-disconnect': 'The device said goodbye (DISCONNECT).',
  'connection-closed': 'The device closed the connection without a goodbye.',
  'closed-while-waiting':
    'The device closed the connection while its messages waited for the database; they are not acknowledged and it keeps them.',
  'connection-reset': 'The connection was reset on the way or by the device (ECONNRESET).',
  'connection-timed-out': 'The network gave no sign of the device any more (ETIMEDOUT).',
  'connection-lost': 'The network lost the connection.',
  'keep-alive': 'Nothing came from the device for one and a half times its keep-alive time.',
  'not-reading': 'The device did not read what was sent to it.',
  'taken-over': 'The device opened a newer session, which replaces this one.',
  'certificate-revoked': 'The certificate of this session was revoked.',
  'certificate-expired': 'The certificate of this session reached its end.',
  'device-suspended': 'The device was suspended.',
  'device-retired': 'The device was retired.',
  'device-removed': 'The device or its certificate was removed from the registry.',
  'topic-not-own': 'The device published to a topic that is not its own.',
  'payload-too-large': 'The device sent more bytes in one message than a message may have.',
  'protocol-error': 'The device broke the rules of MQTT.',
  overloaded: 'The platform had no room for more messages; the device keeps what was not acknowledged.',
  'ingest-failed': 'The database refused a message for a reason nobody foresaw; it was not acknowledged.',
  'broker-shutdown': 'The platform closed the session to stop or restart its broker.',
  'broker-lost': 'The broker that held the session stopped without a goodbye.',
});

/** The permanent code of a session's end. */
export type DisconnectCode = keyof typeof disconnectCauses;

/** The cause in words; a code of another version of the platform is shown as it is. */
export function disconnectCauseInWords(code: string): string {
  return Object.hasOwn(disconnectCauses, code) ? disconnectCauses[code as DisconnectCode] : code;
}
