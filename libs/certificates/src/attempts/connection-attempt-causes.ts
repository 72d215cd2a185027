/**
 * Why a handshake or a session is refused, in words for whoever must act: what was found and what to do. The codes are
 * permanent: they are stored with each attempt and label the metric.
 */
export const connectionRefusals = Object.freeze({
  'connection.not-tls': 'The client did not speak TLS. Turn TLS on in its MQTT settings; this port takes nothing else.',
  'connection.tls-version': 'The client offers no TLS version of ours. Let it use TLS 1.2 or 1.3.',
  'connection.tls-no-common-cipher':
    'Client and broker have no cipher suite in common. Update the client’s TLS library.',
  'connection.tls-failed': 'The TLS handshake failed.',
  'connection.server-not-trusted':
    'The client does not trust the broker’s certificate. Put the downloaded .pem, which holds the authority, into its CA field, and connect to a name the broker’s certificate has.',
  'connection.certificate-proof':
    'The client could not prove that it has the key of the certificate it shows. Upload .key and .pem of the same download.',
  'connection.handshake-timeout': 'The TLS handshake was not finished in time. Check the network on the way.',
  'connection.handshake-abandoned':
    'The client gave up before it was let in; many do so without a word when they do not trust the broker’s certificate.',
  'connection.too-many-handshakes': 'Too many clients are shaking hands at once. Devices try again by themselves.',
  'connection.no-certificate':
    'The client shows no certificate. Upload the device’s .pem and .key in its MQTT settings.',
  'connection.certificate-foreign':
    'The certificate was not issued by this platform. Generate one on the device’s page and upload it.',
  'connection.certificate-expired': 'The certificate has expired. Generate a new one on the device’s page.',
  'connection.certificate-not-yet-valid': 'The certificate is not valid yet. Check the clocks of device and platform.',
  'connection.certificate-unknown':
    'The certificate is signed by this platform, but the registry does not know it. Generate a new one on the device’s page.',
  'connection.certificate-not-issued':
    'The certificate’s serial number is reserved, but its issue was never finished. Generate a new one on the device’s page.',
  'connection.certificate-revoked': 'The certificate is revoked. Generate a new one on the device’s page.',
  'connection.certificate-purpose': 'The certificate is for another purpose than this port.',
  'connection.device-suspended': 'The device is suspended. Lift the suspension on the device’s page.',
  'connection.device-retired': 'The device is retired and connects no more.',
  'connection.registry-unavailable':
    'The database that knows the certificates did not answer. Devices try again by themselves.',
  'connection.too-many-sessions':
    'This broker holds as many sessions as it may. Raise MQTT_MAX_SESSIONS or start another broker.',
  'connection.connect-timeout': 'No CONNECT came in time after the TLS handshake.',
  'connection.protocol-version': 'The client asks for another MQTT version. Set it to 3.1.1, also called version 4.',
  'connection.protocol-error': 'The client broke the rules of MQTT.',
  'connection.will-refused': 'The will in the CONNECT cannot be taken.',
  'connection.topic-not-own': 'The device published to a topic that is not its own.',
  'connection.subscription-refused': 'A subscription was refused (SUBACK 0x80); the session goes on.',
  'connection.payload-too-large': 'The message has more bytes than a message may have. Send several smaller ones.',
  'connection.overloaded': 'There was no room for more messages. The device keeps them and sends them again.',
});

/** The permanent code of a refusal. */
export type ConnectionRefusalCode = keyof typeof connectionRefusals;
