import { z } from 'zod';

type Existing<Id extends z.ZodType> = { readonly id: z.output<Id> };

/** The fields beside `id` a request holds, and each is optional until it is known which of the two is meant. */
const looseShape = <Shape extends z.ZodRawShape>(shape: Shape) =>
  Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, z.optional(field as z.ZodType)]));

/**
 * Either `{id}` of something that exists, or the fields of something new, never a mixture.
 *
 * It is written as one object and not as a union, so that each refused field is named by its own path.
 *
 * @param shape must not have a field `id`
 */
export function newOrExisting<Id extends z.ZodType, Shape extends z.ZodRawShape>(id: Id, shape: Shape) {
  type New = z.output<z.ZodObject<Shape, z.core.$strict>>;
  const fresh = z.strictObject(shape);
  return z
    .strictObject({ id: z.optional(id), ...looseShape(shape) })
    .superRefine((given, context) => {
      const others = Object.keys(shape).filter((name) => given[name as keyof typeof given] !== undefined);
      if (given.id !== undefined) {
        for (const name of others) {
          context.addIssue({ code: 'custom', path: [name], message: 'must not stand beside id: it exists already' });
        }
        return;
      }
      for (const [name, field] of Object.entries(shape)) {
        if (others.includes(name) || (field as z.ZodType).safeParse(undefined).success) continue;
        context.addIssue({ code: 'custom', path: [name], message: 'is required unless id names an existing one' });
      }
    })
    .transform((given) => given as unknown as Existing<Id> | (New & { readonly id?: undefined }))
    .meta({ description: `Either id alone, or ${Object.keys(fresh.shape).join(', ')}.` });
}
