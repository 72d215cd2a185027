import { z } from 'zod';
import { singleLine } from './text.js';

/** Characters of a tag at most. */
export const TAG_CHARACTERS = 40;
/** Tags of one device at most. */
export const DEVICE_TAGS = 20;

/** A word by which people group their devices: letters of any script, digits, spaces and marks. */
export const deviceTag = singleLine(TAG_CHARACTERS);

/** What tags are told apart by: their case does not matter. */
export const tagKey = (tag: string): string => tag.toLowerCase().normalize('NFC');

/** Some tags, each once. */
export const deviceTags = z
  .array(deviceTag)
  .max(DEVICE_TAGS, `must be at most ${DEVICE_TAGS} tags`)
  .transform((tags) => [...new Map(tags.map((tag) => [tagKey(tag), tag])).values()]);
