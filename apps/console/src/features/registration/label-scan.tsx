import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DeviceLabel, deviceLabel } from '#libs/contracts/http';

/** Shape Detection API; types of TypeScript do not have it. */
interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}
type DetectorMaker = new (options: { readonly formats: readonly string[] }) => Detector;

/** Codes that stand on labels. */
const formats = ['qr_code', 'data_matrix', 'code_128', 'code_39'];
/** How often the picture is looked at, milliseconds. */
const LOOK_MS = 200;

const maker = () => (globalThis as { readonly BarcodeDetector?: DetectorMaker }).BarcodeDetector;

/** Whether this browser reads codes by itself, and has a camera to give. */
export const canScan = () => maker() !== undefined && navigator.mediaDevices?.getUserMedia !== undefined;

/** Reads a device's label by the camera. */
export function LabelScan({ onLabel }: { readonly onLabel: (label: DeviceLabel) => void }) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  const [finding, setFinding] = useState<'unreadable' | 'refused'>();
  const read = (text: string) => {
    const label = deviceLabel(text);
    if (!label) return setFinding('unreadable');
    setFinding(undefined);
    setIsOpen(false);
    onLabel(label);
  };
  return (
    <div className="scan part-wide">
      <Button variant="default" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        {t(isOpen ? 'registration.scan.stop' : 'registration.scan.start')}
      </Button>
      {isOpen && <Camera onText={read} onRefused={() => setFinding('refused')} />}
      {finding && <p role="status">{t(`registration.scan.${finding}`)}</p>}
    </div>
  );
}

interface CameraProps {
  readonly onText: (text: string) => void;
  readonly onRefused: () => void;
}

function Camera({ onText, onRefused }: CameraProps) {
  const { t } = useTranslation();
  const video = useRef<HTMLVideoElement>(null);
  const handlers = useRef({ onText, onRefused });
  handlers.current = { onText, onRefused };
  useEffect(() => {
    const picture = video.current;
    const Maker = maker();
    if (!picture || !Maker) return;
    const scan = { isOver: false, stream: undefined as MediaStream | undefined };
    const detector = new Maker({ formats });
    const look = async () => {
      if (scan.isOver) return;
      // A picture that is not there yet cannot be read, and the next one can.
      const found = await detector.detect(picture).catch(() => []);
      const [code] = found;
      if (code) handlers.current.onText(code.rawValue);
      setTimeout(() => void look(), LOOK_MS);
    };
    navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } }).then(
      async (stream) => {
        scan.stream = stream;
        if (scan.isOver) return stop(stream);
        picture.srcObject = stream;
        await picture.play();
        await look();
      },
      () => handlers.current.onRefused(),
    );
    return () => {
      scan.isOver = true;
      if (scan.stream) stop(scan.stream);
    };
  }, []);
  return <video ref={video} className="scan-picture" muted playsInline aria-label={t('registration.scan.picture')} />;
}

const stop = (stream: MediaStream) => {
  for (const track of stream.getTracks()) track.stop();
};
