import { z } from 'zod';

// Zod tries once whether it may make code from text. The policy of the document refuses, and browsers report that.
z.config({ jitless: true });
