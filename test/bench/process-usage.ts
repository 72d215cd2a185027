import { readFileSync } from 'node:fs';

/** The unit of times in /proc: Linux tells programs of a hundred ticks a second whatever the kernel's own are (proc(5)). */
const TICKS_A_SECOND = 100;

/** Resident memory of a process, bytes (Linux). */
export function residentBytes(pid: number): number {
  const [, kib = '0'] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kib) * 1024;
}

/** Processor time a process has used so far, all threads, seconds (Linux). */
export function processorSeconds(pid: number): number {
  // The name of the program, in parentheses, may hold blanks: fields are counted from behind it.
  const [, fields = ''] = /^.*\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
  const values = fields.split(' ');
  return (Number(values[11]) + Number(values[12])) / TICKS_A_SECOND;
}
