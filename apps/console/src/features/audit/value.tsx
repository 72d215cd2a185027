import type { ReactNode } from 'react';
import { Day, When } from '../../ui/when';
import { useAuditWords } from './words';

/** Leads to the trail of one thing, or to a part of it. */
export type SubjectLink = (props: {
  readonly kind: string;
  readonly id: string;
  /** Beginning of the actions that are shown; absent: all. */
  readonly action?: string;
  readonly children: ReactNode;
}) => ReactNode;

/** What the ids of fields name. */
const kindOf: Readonly<Record<string, string>> = {
  organizationId: 'organization',
  parentId: 'organization',
  providerId: 'organization',
  onBehalfOf: 'organization',
  sharedWithId: 'organization',
  devicesTo: 'organization',
  personId: 'person',
  authorId: 'person',
  invitedById: 'person',
  configuredById: 'person',
  siteId: 'site',
  assetId: 'asset',
  deviceId: 'device',
  presentedForDeviceId: 'device',
  renewedById: 'contract',
  customRoleId: 'role',
  apiKeyId: 'api-key',
  grantId: 'site-grant',
};

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;
const DAY = /^\d{4}-\d\d-\d\d$/;
/** Characters of an id that tell it from others of one moment. */
const TOLD = 6;

interface AuditValueProps {
  readonly field: string;
  readonly value: unknown;
  /** What the event was done to. */
  readonly subject: { readonly kind: string; readonly id: string | null };
  readonly subjectLink: SubjectLink;
}

/** A value as it was noted: times as times, and what is noted by its id as a link to its own trail. */
export function AuditValue({ field, value, subject, subjectLink: Link }: AuditValueProps) {
  const words = useAuditWords();
  if (typeof value !== 'string') return words.value(value);
  if (INSTANT.test(value)) return <When at={value} precision="second" />;
  if (DAY.test(value)) return <Day date={value} />;
  const kind = kindOf[field];
  if (kind === undefined || !UUID.test(value)) return words.value(value);
  const named = (
    <span title={value}>
      {words.kind(kind)} …{value.slice(-TOLD)}
    </span>
  );
  if (kind !== 'site-grant')
    return (
      <Link kind={kind} id={value}>
        {named}
      </Link>
    );
  // A share has no trail of its own: what became of it stands in that of its site.
  return subject.id === null ? (
    named
  ) : (
    <Link {...subject} id={subject.id} action="site-grant.">
      {named}
    </Link>
  );
}
