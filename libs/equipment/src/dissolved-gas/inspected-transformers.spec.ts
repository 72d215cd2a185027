import { basicRatios } from './basic-ratios.js';
import { duvalTriangle } from './duval-triangle.js';

/**
 * Transformers that were opened, with their gases before: IEC TC 10 database as published by M. Duval and A. dePablo,
 * Interpretation of gas-in-oil analysis using new IEC publication 60599 and IEC TC 10 databases, IEEE Electrical
 * Insulation Magazine 17 (2), 2001, 31–41. Gases in µL/L: H2, CH4, C2H2, C2H4, C2H6; "T1 or T2" is "thermal, below 700 °C"
 * there. Taken from a copy of its tables.
 */
const inspected = [
  ['low-energy partial discharges and X-wax', 'PD', [32930, 2397, 0, 0, 157], 'PD', ['PD']],
  ['corona and X-wax', 'PD', [37800, 1740, 8, 8, 249], 'PD', ['PD']],
  ['loose potential ring with marks of sparking', 'D1', [78, 20, 28, 13, 11], 'D1', ['D1']],
  ['sparking between braided connection and tube', 'D1', [305, 100, 541, 161, 33], 'D1', ['D1']],
  ['continuous sparking between cups and bolts', 'D1', [543, 120, 1880, 411, 41], 'D1', ['D1']],
  ['tracking to the HV bushing', 'D1', [1230, 163, 692, 233, 27], 'D1', ['D1']],
  ['flashover from LV to ground', 'D2', [440, 89, 757, 304, 19], 'D2', ['D1', 'D2']],
  ['short circuit in windings', 'D2', [2850, 1115, 3675, 1987, 138], 'D2', ['D1', 'D2']],
  ['arcing from windings to porcelain', 'D2', [7150, 1440, 1760, 1210, 97], 'D2', ['D1', 'D2']],
  ['arcing in windings', 'D2', [260, 215, 277, 334, 35], 'D2', ['D2']],
  ['arcing in windings, molten metal', 'D2', [305, 85, 130, 197, 25], 'D2', ['D2']],
  ['overheated conductor below 200 °C', 'T1 or T2', [14, 44, 1, 7, 124], 'T1', ['T1']],
  ['circulating currents between conductors', 'T1 or T2', [1270, 3450, 8, 1390, 520], 'T2', ['T2']],
  ['hot spot in paper', 'T1 or T2', [960, 4000, 6, 1560, 1290], 'T2', ['T2']],
  ['eroded steel lamination', 'T3', [290, 966, 57, 1810, 299], 'T3', ['T3']],
  ['overheated tap changer contacts', 'T3', [860, 1670, 40, 2050, 30], 'T3', ['T3']],
  ['bad contact in a weld of windings', 'T3', [1550, 2740, 184, 5450, 816], 'T3', ['T3']],
  ['high temperature in laminations', 'T3', [300, 700, 36, 1700, 280], 'T3', ['T3']],
] as const;

/** Where the methods are known to differ from what was found, or from one another: they must not be bent to fit. */
const contested = [
  ['arcing to the magnetic circuit', 'D2', [3090, 5020, 2540, 3800, 323], 'D2', []],
  ['blackened area within windings', 'T1 or T2', [3675, 6392, 5, 7691, 2500], 'T3', ['T2']],
  ['burnt ground wiring', 'T3', [6, 2990, 67, 26076, 29990], 'T3', ['T1']],
  ['bad contact in windings', 'T3', [290, 1260, 8, 820, 231], 'T2', ['T2']],
] as const;

const gasesOf = ([hydrogen, methane, acetylene, ethylene, ethane]: readonly [
  number,
  number,
  number,
  number,
  number,
]) => ({
  hydrogen,
  methane,
  acetylene,
  ethylene,
  ethane,
});

describe('transformers that were opened (IEC TC 10, Duval and dePablo 2001)', () => {
  it.each(inspected)('%s (%s): the triangle and the ratios name what was found', (_, found, gases, zone, faults) => {
    expect(duvalTriangle(gasesOf(gases)).zone).toBe(zone);
    expect(basicRatios(gasesOf(gases)).faults).toEqual(faults);
    expect(found).toContain(zone);
    expect(faults).toContain(zone);
  });

  it.each(contested)('%s (%s): the methods differ, and each says its own', (_, _found, gases, zone, faults) => {
    expect(duvalTriangle(gasesOf(gases)).zone).toBe(zone);
    expect(basicRatios(gasesOf(gases)).faults).toEqual(faults);
  });
});
