import { encode } from 'uqr';

interface QrCodeProps {
  readonly text: string;
  /** What it is for whoever cannot see it. */
  readonly label: string;
}

/** Light modules around a QR code, without which readers do not find it (ISO/IEC 18004 §6.3.8). */
const QUIET_ZONE = 4;

/** A QR code, drawn here: what it holds goes nowhere. Dark on light in both themes, for not every reader takes the inverse. */
export function QrCode({ text, label }: QrCodeProps) {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET_ZONE });
  const path = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return (
    <svg className="qr-code" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
