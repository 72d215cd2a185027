/**
 * Numbers further from zero are kept beside the texts and not summed up beforehand. PostgreSQL raises an error where a sum
 * leaves the range of a double (1.8e308), and the sums of all customers are made together: below this a bucket would need
 * 1.8e18 readings for it.
 */
export const LARGEST_SUMMED = 1e290;

/** Whether a number can be part of any sum. */
export const isSummable = (value: number): boolean => value >= -LARGEST_SUMMED && value <= LARGEST_SUMMED;
