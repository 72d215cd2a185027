import { MailTemplate, minuteIn } from '#libs/notifications';

type KeyAlarmData = {
  readonly firstName: string;
  /** Of the device that concerns the receiver. */
  readonly deviceSerialNumber: string;
  /** compromised, foreign: what the key is that was presented for it; presented-elsewhere: its own key, for another device. */
  readonly finding: 'compromised' | 'foreign' | 'presented-elsewhere';
  /** SHA-256 of the SubjectPublicKeyInfo, hexadecimal. */
  readonly keyFingerprint: string;
  readonly at: string;
};

/**
 * To those above a device: a private key that should be in one place seems to be in two.
 * What their inbox says of it stands in `keyRefused` of apps/console/src/locales/{en,pl}/notifications.json.
 */
export const keyAlarmMail = new MailTemplate<KeyAlarmData>({
  name: 'key-alarm',
  en: ({ firstName, deviceSerialNumber, finding, keyFingerprint, at }, { brand }) => ({
    subject: `${brand} refused a key for a certificate: device ${deviceSerialNumber}`,
    greeting: `Hello ${firstName},`,
    paragraphs: [
      {
        compromised: `a certificate for device ${deviceSerialNumber} was asked for with a key that was revoked as compromised.`,
        foreign: `a certificate for device ${deviceSerialNumber} was asked for with a key that identifies something else.`,
        'presented-elsewhere': `a certificate for another device was asked for with the key of device ${deviceSerialNumber}.`,
      }[finding],
      'None was issued. Whoever asked holds the private key: it was copied, or an image with a key in it was put on several devices.',
    ],
    facts: [
      ['Device', deviceSerialNumber],
      ['Key (SHA-256)', keyFingerprint],
      ['Time', minuteIn('en', at)],
    ],
    closing: [
      'If you cannot explain it, revoke the certificates of that key for key compromise and have the device make a new key. The audit trail says who asked.',
    ],
  }),
  pl: ({ firstName, deviceSerialNumber, finding, keyFingerprint, at }, { brand }) => ({
    subject: `${brand}: odrzucono klucz certyfikatu, urządzenie ${deviceSerialNumber}`,
    greeting: `Dzień dobry, ${firstName}!`,
    paragraphs: [
      {
        compromised: `ktoś poprosił o certyfikat urządzenia ${deviceSerialNumber} z kluczem unieważnionym jako ujawniony.`,
        foreign: `ktoś poprosił o certyfikat urządzenia ${deviceSerialNumber} z kluczem, który należy do czegoś innego.`,
        'presented-elsewhere': `ktoś poprosił o certyfikat innego urządzenia z kluczem urządzenia ${deviceSerialNumber}.`,
      }[finding],
      'Certyfikatu nie wydano. Kto prosił, ma klucz prywatny: skopiowano go albo obraz z kluczem trafił na kilka urządzeń.',
    ],
    facts: [
      ['Urządzenie', deviceSerialNumber],
      ['Klucz (SHA-256)', keyFingerprint],
      ['Czas', minuteIn('pl', at)],
    ],
    closing: [
      'Jeśli nie da się tego wyjaśnić, unieważnij certyfikaty tego klucza z powodu ujawnienia i utwórz na urządzeniu nowy klucz. Dziennik zdarzeń mówi, kto prosił.',
    ],
  }),
});
