/** The form of a day that Prisma binds to a column of type date. */
export const midnight = <Day extends string | null>(date: Day) =>
  (date && new Date(`${date}T00:00:00.000Z`)) as Day extends null ? null : Date;
