/** A device as it is typed. */
export interface TypedDevice {
  readonly serialNumber: string;
  readonly macAddress: string;
  readonly type: string;
}

/** Between cells of a line, as spreadsheets and lists have them. */
const BETWEEN = /[\t;,]/;
const MAC_ADDRESS = /^([0-9a-f]{2}[:-]?){5}[0-9a-f]{2}$|^([0-9a-f]{4}\.){2}[0-9a-f]{4}$/i;

/**
 * Devices of pasted text, one a line: serial number and MAC address in any order, and perhaps the model behind them. A line that
 * names neither is a heading or empty, and is passed over.
 *
 * @param usual the model of lines that name none
 */
export function pastedDevices(text: string, usual: string): readonly TypedDevice[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const cells = line.split(BETWEEN).map((cell) => cell.trim());
    const macAddress = cells.find((cell) => MAC_ADDRESS.test(cell));
    const [serialNumber, type = usual] = cells.filter((cell) => cell !== '' && cell !== macAddress);
    return macAddress === undefined || serialNumber === undefined ? [] : [{ serialNumber, macAddress, type }];
  });
}
