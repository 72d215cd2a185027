import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { newUuid } from '#libs/kernel';
import { RequestPage } from '../../features/registration-requests/request-page';

const request = getRouteApi('/shell/requests/$requestId');

/** One request; it is accepted by registering what it asks for. */
export function RequestRoute() {
  const { t } = useTranslation();
  const { requestId } = request.useParams();
  return (
    <RequestPage
      key={requestId}
      id={requestId}
      back={<Link to="/requests">{t('requests.back')}</Link>}
      linkToForm={(words) => (
        <Link
          to="/register/$draftId"
          params={{ draftId: newUuid(new Date()) }}
          search={{ request: requestId }}
          className="button-link"
        >
          {words}
        </Link>
      )}
      linkToDevice={(deviceId, words) => (
        <Link to="/devices/$deviceId/$tab" params={{ deviceId, tab: 'now' }}>
          {words}
        </Link>
      )}
    />
  );
}
