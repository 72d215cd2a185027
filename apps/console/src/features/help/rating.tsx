import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { HelpRatingBody } from '#libs/contracts/http';
import type { Refusal } from '../../app/refusal';
import { Problem } from '../../ui/problem';
import type { ArticleNumber } from './article';
import { rate } from './requests';

interface RatingProps {
  readonly number: ArticleNumber;
  readonly rating: HelpRatingBody;
  readonly onRated: (rating: HelpRatingBody) => void;
}

const steps = [1, 2, 3, 4, 5] as const;

/** The mean of all votes with their number, and one's own, which can be changed (R1-42). */
export function Rating({ number, rating, onRated }: RatingProps) {
  const { t, i18n } = useTranslation();
  const voting = useMutation<HelpRatingBody, Refusal, number>({
    mutationFn: (stars) => rate(number, stars),
    onSuccess: onRated,
  });
  const mine = voting.isPending ? voting.variables : rating.mine;
  const { value, votes } = rating;
  return (
    <>
      <p>
        {value === null
          ? t('help.notRated')
          : t('help.rated', { value: new Intl.NumberFormat(i18n.language).format(value), count: votes })}
      </p>
      <fieldset className="rating">
        <legend>{t('help.rate')}</legend>
        {steps.map((stars) => (
          <label key={stars} data-chosen={mine !== null && stars <= mine}>
            <input
              type="radio"
              name={`rating-${number}`}
              checked={mine === stars}
              disabled={voting.isPending}
              onChange={() => voting.mutate(stars)}
              aria-label={t(`help.stars.${stars}`)}
            />
            <svg viewBox="0 0 20 20" aria-hidden="true">
              <path d="M10 1.8l2.5 5.3 5.7.8-4.1 4.1 1 5.8-5.1-2.8-5.1 2.8 1-5.8L1.8 7.9l5.7-.8z" />
            </svg>
          </label>
        ))}
      </fieldset>
      {voting.error && <Problem refusal={voting.error} />}
    </>
  );
}
