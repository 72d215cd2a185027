/**
 * The lines of a backlog file. Each says one thing, carries its own checksum and starts with its line break, so that a
 * line cut off by a crash or a full disk spoils nothing but itself:
 *
 *     <CRC-32 of the rest, 8 hexadecimal digits> + <sequence> <topic as JSON> <payload as JSON>   to be sent
 *     <CRC-32 of the rest, 8 hexadecimal digits> - <sequence>                                    was acknowledged
 */
import { crc32 } from 'node:zlib';

/** A message that is to be sent. */
export interface BacklogEntry {
  /** Grows by one with every message, from 1. */
  readonly sequence: number;
  readonly topic: string;
  readonly payload: string;
}

/** What a line says; `undefined`: it is damaged. */
export type JournalLine = { readonly added: BacklogEntry } | { readonly removed: number } | undefined;

const ADDED = /^ \+ (\d{1,15}) ("(?:[^"\\]|\\.)*") (".*")$/;
const REMOVED = /^ - (\d{1,15})$/;
const CHECKSUM_LENGTH = 8;

/** The line for a message that is to be sent, behind a line break. */
export function lineOfAdded({ sequence, topic, payload }: BacklogEntry): string {
  return withChecksum(` + ${sequence} ${JSON.stringify(topic)} ${JSON.stringify(payload)}`);
}

/** The line for a message that was acknowledged, behind a line break. */
export function lineOfRemoved(sequence: number): string {
  return withChecksum(` - ${sequence}`);
}

/** Reads a line, without its line break. It never throws. */
export function readLine(line: string): JournalLine {
  const content = line.slice(CHECKSUM_LENGTH);
  if (line.slice(0, CHECKSUM_LENGTH) !== checksum(content)) return undefined;
  const removed = REMOVED.exec(content)?.[1];
  if (removed !== undefined) return { removed: Number(removed) };
  const [, sequence, topic, payload] = ADDED.exec(content) ?? [];
  if (sequence === undefined || topic === undefined || payload === undefined) return undefined;
  // Under a right checksum both texts are what JSON.stringify wrote.
  return { added: { sequence: Number(sequence), topic: JSON.parse(topic), payload: JSON.parse(payload) } };
}

function withChecksum(content: string): string {
  return `\n${checksum(content)}${content}`;
}

function checksum(content: string): string {
  return crc32(content).toString(16).padStart(CHECKSUM_LENGTH, '0');
}
