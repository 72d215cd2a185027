import type { OfflineMeasurementBody, OfflineMeasurementQuery } from '#libs/contracts/http';
import type { ColumnOf } from '../table.js';

/** What a column more needs says `libs/tables/README.md`. */
export const offlineMeasurementColumns = [
  { key: 'sampledAt', label: { en: 'Sampled', pl: 'Pobrano' }, type: 'instant', isVisible: true },
  { key: 'hydrogen', label: { en: 'Hydrogen, µL/L', pl: 'Wodór, µL/L' }, type: 'number', isVisible: true },
  { key: 'methane', label: { en: 'Methane, µL/L', pl: 'Metan, µL/L' }, type: 'number', isVisible: true },
  { key: 'ethane', label: { en: 'Ethane, µL/L', pl: 'Etan, µL/L' }, type: 'number', isVisible: true },
  { key: 'ethylene', label: { en: 'Ethylene, µL/L', pl: 'Etylen, µL/L' }, type: 'number', isVisible: true },
  { key: 'acetylene', label: { en: 'Acetylene, µL/L', pl: 'Acetylen, µL/L' }, type: 'number', isVisible: true },
  {
    key: 'carbonMonoxide',
    label: { en: 'Carbon monoxide, µL/L', pl: 'Tlenek węgla, µL/L' },
    type: 'number',
    isVisible: true,
  },
  {
    key: 'carbonDioxide',
    label: { en: 'Carbon dioxide, µL/L', pl: 'Dwutlenek węgla, µL/L' },
    type: 'number',
    isVisible: true,
  },
  { key: 'oxygen', label: { en: 'Oxygen, µL/L', pl: 'Tlen, µL/L' }, type: 'number', isVisible: true },
  { key: 'nitrogen', label: { en: 'Nitrogen, µL/L', pl: 'Azot, µL/L' }, type: 'number', isVisible: true },
  { key: 'moisture', label: { en: 'Moisture, mg/kg', pl: 'Wilgotność, mg/kg' }, type: 'number', isVisible: true },
  {
    key: 'acidity',
    label: { en: 'Acidity, mg KOH/g', pl: 'Liczba kwasowa, mg KOH/g' },
    type: 'number',
    isVisible: true,
  },
  {
    key: 'breakdownVoltage',
    label: { en: 'Breakdown voltage, kV', pl: 'Napięcie przebicia, kV' },
    type: 'number',
    isVisible: true,
  },
  {
    key: 'interpretation.ratios.faults',
    label: { en: 'Fault by IEC 60599', pl: 'Uszkodzenie wg IEC 60599' },
    type: 'text',
    isVisible: true,
  },
  {
    key: 'interpretation.duval.zone',
    label: { en: 'Duval triangle 1', pl: 'Trójkąt Duvala 1' },
    type: 'choice',
    isVisible: true,
  },
  {
    key: 'interpretation.isSignificant',
    label: { en: 'A fault gas above the lower typical value', pl: 'Gaz uszkodzeniowy powyżej dolnej wartości typowej' },
    type: 'boolean',
    isVisible: false,
  },
  { key: 'laboratory', label: { en: 'Laboratory', pl: 'Laboratorium' }, type: 'text', isVisible: true },
  { key: 'note', label: { en: 'Note', pl: 'Uwagi' }, type: 'text', isVisible: false },
  { key: 'createdAt', label: { en: 'Uploaded', pl: 'Dodano' }, type: 'instant', isVisible: false },
  { key: 'updatedAt', label: { en: 'Changed', pl: 'Zmieniono' }, type: 'instant', isVisible: false },
  { key: 'assetId', label: { en: 'Asset UUID', pl: 'UUID urządzenia' }, type: 'text', isVisible: false },
  { key: 'id', label: { en: 'UUID', pl: 'UUID' }, type: 'text', isVisible: false },
] as const satisfies readonly ColumnOf<OfflineMeasurementBody, OfflineMeasurementQuery>[];
